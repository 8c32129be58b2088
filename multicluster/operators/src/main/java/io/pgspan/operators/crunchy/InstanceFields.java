package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.PodSettings;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.podspec.AffinityFields;
import io.pgspan.operators.podspec.ContainerFields;
import io.pgspan.operators.podspec.ResourceFields;
import io.pgspan.operators.podspec.SchedulingFields;
import io.pgspan.operators.podspec.SpreadFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One item of {@code instances}, read as a set that says everything itself. */
final class InstanceFields {
    private static final String MIN_AVAILABLE = "minAvailable";
    private static final String TABLESPACES = "tablespaceVolumes";
    private static final PlacementPolicy NOWHERE = PlacementPolicy.builder().build();

    /** Of a tablespace. */
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

    private InstanceFields() {}

    /**
     * @param name what PGO calls the set
     * @param model the path in the model of what the item says; empty for the wish itself
     */
    static InstanceSet read(Cursor item, String name, String model, String cluster) {
        String path = model.isEmpty() ? "" : model + ".";
        item.origin(path + "replicas", "replicas");
        Optional<Integer> replicas = item.integer("replicas");
        if (replicas.filter(count -> count < 1).isPresent()) {
            item.reject(
                    "replicas",
                    "replicas",
                    "a set has at least one instance",
                    "remove the set, or shut the cluster down");
        }
        if (item.isFaulty("replicas")) {
            item.doubt(path + "replicas");
            item.doubt("replication.confirmations");
        }
        Cursor resources = item.object("resources");
        resources.origin(path + "resources");
        return InstanceSet.builder()
                .name(name)
                .replicas(replicas.orElse(1))
                .storage(Claims.required(item, "dataVolumeClaimSpec", path + "storage"))
                .volumes(volumes(item, path + "volumes"))
                .resources(ResourceFields.read(resources))
                .pod(pod(item))
                .placement(placement(item, cluster))
                .minAvailable(minAvailable(item))
                .build();
    }

    private static Volumes volumes(Cursor item, String model) {
        List<Tablespace> tablespaces = new ArrayList<>();
        for (Cursor one : item.objects(TABLESPACES)) {
            String path = model + ".tablespaces[" + tablespaces.size() + "]";
            if (one.has("name") && !NAME.matcher(one.peek("name").asText("")).matches()) {
                one.reject(
                        "tablespace-name",
                        "name",
                        "the name becomes part of a claim's",
                        "use lower-case letters and digits, first a letter");
            }
            one.text("name")
                    .ifPresent(name -> tablespaces.add(
                            Tablespace.of(name, Claims.required(one, "dataVolumeClaimSpec", path + ".storage"))));
        }
        return Volumes.builder()
                .wal(Claims.optional(item, "walVolumeClaimSpec", model + ".wal"))
                .temporary(Claims.optional(item.object("volumes"), "temp", model + ".temporary")
                        .map(Storage::ephemeral))
                .tablespaces(tablespaces)
                .build();
    }

    private static PodSettings pod(Cursor item) {
        Cursor metadata = item.object("metadata");
        return PodSettings.builder()
                .labels(metadata.labels("labels"))
                .annotations(metadata.labels("annotations"))
                .priorityClassName(item.text("priorityClassName"))
                .containers(ContainerFields.read(item, "containers", false, CrunchyWords.OWN_CONTAINERS))
                .build();
    }

    private static Optional<PlacementPolicy> placement(Cursor item, String cluster) {
        item.origin("placement.tolerations", "tolerations");
        item.origin("placement.spreads", "topologySpreadConstraints");
        PlacementPolicy said = PlacementPolicy.builder()
                .affinity(AffinityFields.read(item.object("affinity")))
                .tolerations(SchedulingFields.tolerations(item))
                .spreads(SpreadFields.read(
                        item, "topologySpreadConstraints", Optional.of(CrunchyWords.dataPods(cluster))))
                .build();
        return said.equals(NOWHERE) ? Optional.empty() : Optional.of(said);
    }

    /** A number, or a percentage; any other text Kubernetes refuses. */
    private static Optional<String> minAvailable(Cursor item) {
        JsonNode value = item.peek(MIN_AVAILABLE);
        if (value.isTextual()) {
            Optional<String> text = item.text(MIN_AVAILABLE);
            if (text.filter(percent -> percent.matches("\\d{1,3}%")).isEmpty()) {
                item.reject(
                        "malformed",
                        MIN_AVAILABLE,
                        "a text must be a percentage",
                        "write a number, or for example 50%");
            }
            return text;
        }
        return item.integer(MIN_AVAILABLE).map(String::valueOf);
    }

    /** @param everywhere what the sets say of their place that say nothing themselves */
    static void write(
            ArrayNode list, InstanceSet set, Storage data, Optional<PlacementPolicy> everywhere, String cluster) {
        ObjectNode item = list.addObject().put("name", set.name()).put("replicas", set.replicas());
        set.minAvailable().ifPresent(text -> {
            if (text.endsWith("%")) {
                item.put(MIN_AVAILABLE, text);
            } else {
                item.put(MIN_AVAILABLE, Integer.parseInt(text));
            }
        });
        Claims.write(item, "dataVolumeClaimSpec", set.storage().orElse(data));
        Volumes volumes = set.volumes();
        volumes.wal().ifPresent(wal -> Claims.write(item, "walVolumeClaimSpec", wal));
        volumes.temporary().ifPresent(temporary -> Claims.write(item.putObject("volumes"), "temp", temporary));
        for (Tablespace one : volumes.tablespaces()) {
            ObjectNode tablespace =
                    item.withArrayProperty(TABLESPACES).addObject().put("name", one.name());
            Claims.write(tablespace, "dataVolumeClaimSpec", one.storage());
        }
        if (!set.resources().equals(Resources.unsaid())) {
            ResourceFields.write(item.putObject("resources"), set.resources());
        }
        set.placement().or(() -> everywhere).ifPresent(policy -> {
            AffinityFields.write(item, policy.affinity());
            SchedulingFields.write(item, Map.of(), policy.tolerations());
            SpreadFields.write(
                    item, "topologySpreadConstraints", policy.spreads(), Optional.of(CrunchyWords.dataPods(cluster)));
        });
        PodSettings pod = set.pod();
        pod.priorityClassName().ifPresent(name -> item.put("priorityClassName", name));
        MetadataFields.write(item, pod.labels(), pod.annotations());
        pod.containers()
                .forEach(one -> ContainerFields.write(
                        item.withArrayProperty("containers").addObject(), one));
    }
}
