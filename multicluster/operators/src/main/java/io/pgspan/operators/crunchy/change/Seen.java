package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.observed.InstanceObservation;
import io.pgspan.operators.change.Observed;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of one cluster and its surroundings, out of what was observed. */
final class Seen {
    private static final String SET_LABEL = At.PREFIX + "instance-set";
    private static final String CLUSTER_LABEL = At.PREFIX + "cluster";

    private final Observed observed;
    private final String namespace;
    private final String name;
    private final Optional<ObjectNode> cluster;

    Seen(Observed observed, String namespace, String name) {
        this.observed = observed;
        this.namespace = namespace;
        this.name = name;
        this.cluster = observed.objects().isEmpty() ? Optional.empty() : find();
    }

    private Optional<ObjectNode> find() {
        return observed.all("PostgresCluster")
                .filter(this::isHere)
                .filter(object -> object.path("metadata").path("name").asText().equals(name))
                .findFirst();
    }

    /** The cluster as the API server has it; empty when nobody looked. */
    Optional<ObjectNode> cluster() {
        return cluster;
    }

    /** What its status says; a missing node when nobody looked. */
    JsonNode status() {
        return cluster().map(found -> found.path("status")).orElseGet(MissingNode::getInstance);
    }

    /** Whether it has data; empty when nobody looked. */
    Optional<Boolean> bootstrapped() {
        return cluster()
                .filter(found -> found.has("status"))
                .map(found -> !found.path("status")
                        .path("patroni")
                        .path("systemIdentifier")
                        .asText("")
                        .isEmpty());
    }

    /** Whether all instances of a set are known to be ready; empty when nobody looked. */
    Optional<Boolean> healthy(Side side) {
        JsonNode sets = status().path("instances");
        if (!sets.isArray()) {
            return Optional.empty();
        }
        boolean all = side.sets().entrySet().stream().allMatch(wanted -> {
            for (JsonNode set : sets) {
                if (set.path("name").asText().equals(wanted.getKey())) {
                    return set.path("readyReplicas").asInt(0) == wanted.getValue();
                }
            }
            return false;
        });
        return Optional.of(all);
    }

    /** Whether a restore is underway. */
    boolean isRestoring() {
        for (JsonNode condition : status().path("conditions")) {
            if (condition.path("type").asText().equals("PGBackRestoreProgressing")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    /** The set in which the primary runs; empty when it is not known. */
    Optional<String> primarySet() {
        Optional<String> byLabel = pods().filter(pod -> List.of("master", "primary")
                        .contains(pod.path("metadata")
                                .path("labels")
                                .path(At.PREFIX + "role")
                                .asText()))
                .map(pod -> pod.path("metadata").path("labels").path(SET_LABEL).asText())
                .findFirst();
        return byLabel.or(() -> observed.cluster()
                .flatMap(cluster -> cluster.primary())
                .map(InstanceObservation::pod)
                .flatMap(this::setOf));
    }

    /** An instance, by its own name, in one of these sets; empty when none is known. */
    Optional<String> instanceIn(Collection<String> sets) {
        Optional<String> byLabel = pods().filter(pod -> sets.contains(
                        pod.path("metadata").path("labels").path(SET_LABEL).asText()))
                .map(pod -> instance(pod.path("metadata").path("name").asText()))
                .sorted()
                .findFirst();
        return byLabel.or(() -> observed.cluster().stream()
                .flatMap(cluster -> cluster.instances().stream())
                .map(InstanceObservation::pod)
                .filter(pod -> setOf(pod).filter(sets::contains).isPresent())
                .map(Seen::instance)
                .sorted()
                .findFirst());
    }

    private Stream<ObjectNode> pods() {
        return observed.all("Pod")
                .filter(this::isHere)
                .filter(pod -> pod.path("metadata")
                        .path("labels")
                        .path(CLUSTER_LABEL)
                        .asText()
                        .equals(name));
    }

    /** The set of a pod called cluster, set, four characters and 0, joined by hyphens. */
    private Optional<String> setOf(String pod) {
        String instance = instance(pod);
        int end = instance.lastIndexOf('-');
        String prefix = name + "-";
        return instance.startsWith(prefix) && end > prefix.length()
                ? Optional.of(instance.substring(prefix.length(), end))
                : Optional.empty();
    }

    private static String instance(String pod) {
        return pod.endsWith("-0") ? pod.substring(0, pod.length() - 2) : pod;
    }

    /** Whether volumes of a class can grow; empty when nobody looked. */
    Optional<Boolean> expandable(String storageClass) {
        return observed.all("StorageClass")
                .filter(object -> object.path("metadata").path("name").asText().equals(storageClass))
                .findFirst()
                .map(object -> object.path("allowVolumeExpansion").asBoolean(false));
    }

    /** The upgrades there are of this cluster. */
    List<ObjectNode> upgrades() {
        return observed.objects().isEmpty()
                ? List.of()
                : observed.all("PGUpgrade").filter(this::isHere).toList();
    }

    private boolean isHere(ObjectNode object) {
        String said = object.path("metadata").path("namespace").asText("");
        return said.equals(namespace) || (said.isEmpty() && namespace.equals("default"));
    }
}
