package io.pgspan.multicluster.ocm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.multicluster.ocm.ManifestConfig.ResourceIdentifier;
import io.pgspan.multicluster.ocm.ManifestConfig.UpdateStrategy;
import io.pgspan.multicluster.ocm.ManifestWorkSpec.DeleteOption;
import io.pgspan.multicluster.ocm.ManifestWorkSpec.Workload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns rendered objects into ManifestWorks. Pure: the same objects give the same works.
 *
 * <p>One work carries one object, because their lives differ: a pod is replaced by deleting its work, which must not touch its
 * volume, and a refused object must not hold back another. Deleting a work deletes its object, so works of data are told to leave
 * theirs: a volume claim stays unless the wish's {@link DeletionPolicy} says that volumes go, Secrets stay unless everything goes
 * (kept data without its passwords is of no use), an operator's object stays unless volumes go, because it may take them along, and a
 * namespace always stays, since all volumes in it would go with it.
 *
 * <p>A work names its object's resource by the plural of its kind as English has it, which is right for every kind built into
 * Kubernetes.
 *
 * <p>A namespace is shared, so its work bears no PostgreSQL cluster's label: two clusters deliver the same work.
 */
public final class WorkPlanner {
    /** The most bytes of objects that Open Cluster Management's admission lets a work carry. */
    public static final int MAX_BYTES = 500 * 1024;

    private final PostgresCluster cluster;

    private WorkPlanner(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * One work for each object, in order of {@link ObjectRole}, pods in order of ordinal and members without one last. The wish's
     * namespace comes first in each Kubernetes cluster, whether or not it was rendered.
     *
     * @param cluster the wish the objects were rendered for
     * @param manifests Kubernetes cluster to its objects
     * @throws PgspanException when an object lacks its kind or name, or is too large for a work
     */
    public static List<ManifestWork> plan(PostgresCluster cluster, Map<String, List<ObjectNode>> manifests) {
        WorkPlanner planner = new WorkPlanner(cluster);
        List<Planned> planned = new ArrayList<>();
        manifests.forEach((clusterName, objects) -> {
            if (objects.stream().noneMatch(planner::isOwnNamespace)) {
                planned.add(planner.planned(clusterName, planner.namespace()));
            }
            objects.forEach(object -> planned.add(planner.planned(clusterName, object)));
        });
        return planned.stream()
                .sorted(Comparator.comparing(Planned::role).thenComparing(Planned::ordinal))
                .map(Planned::work)
                .toList();
    }

    private boolean isOwnNamespace(ObjectNode object) {
        return object.path("kind").asText().equals("Namespace")
                && object.path("metadata").path("name").asText().equals(cluster.namespace());
    }

    private ObjectNode namespace() {
        ObjectNode namespace = JsonNodeFactory.instance.objectNode();
        namespace.put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", cluster.namespace());
        return namespace;
    }

    private record Planned(ObjectRole role, int ordinal, ManifestWork work) {}

    private Planned planned(String clusterName, ObjectNode object) {
        ObjectRole role = ObjectRole.of(object.path("kind").asText());
        return new Planned(role, ordinal(object), work(clusterName, role, object));
    }

    private int ordinal(ObjectNode object) {
        String name = object.path("metadata").path("name").asText();
        return IntStream.range(0, cluster.replicas())
                .filter(i -> cluster.podName(i).equals(name))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    private ManifestWork work(String clusterName, ObjectRole role, ObjectNode object) {
        String kind = text(clusterName, object, object.path("kind"), "kind");
        String name = text(clusterName, object, object.path("metadata").path("name"), "metadata.name");
        String namespace = object.path("metadata").path("namespace").asText("");
        String apiVersion = text(clusterName, object, object.path("apiVersion"), "apiVersion");
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        requireFits(clusterName, kind, name, object);

        ObjectMetaBuilder metadata = new ObjectMetaBuilder()
                .withNamespace(clusterName)
                .withName(ManifestWorkNames.of(namespace, group.isEmpty() ? kind : kind + "." + group, name))
                .addToLabels(WorkLabels.MANAGED_BY, WorkLabels.MANAGER)
                .addToLabels(WorkLabels.NAMESPACE, cluster.namespace())
                .addToLabels(WorkLabels.ROLE, role.label());
        if (role != ObjectRole.NAMESPACE) {
            metadata.addToLabels(WorkLabels.CLUSTER, cluster.name());
        }
        ManifestWork work = new ManifestWork();
        work.setMetadata(metadata.build());
        work.setSpec(new ManifestWorkSpec(
                new Workload(List.of(object.deepCopy())),
                deleteOption(role, kind),
                List.of(new ManifestConfig(
                        new ResourceIdentifier(
                                group, Pluralize.toPlural(kind.toLowerCase(Locale.ROOT)), namespace, name),
                        Feedback.rules(kind),
                        UpdateStrategy.forcedServerSideApply()))));
        return work;
    }

    private @Nullable DeleteOption deleteOption(ObjectRole role, String kind) {
        DeletionPolicy policy = cluster.deletionPolicy();
        boolean volumesGo = policy == DeletionPolicy.DELETE_VOLUMES || policy == DeletionPolicy.WIPE_OUT;
        boolean stays = role == ObjectRole.NAMESPACE
                || ((role == ObjectRole.VOLUME || role == ObjectRole.OTHER) && !volumesGo)
                || (kind.equals("Secret") && policy != DeletionPolicy.WIPE_OUT);
        return stays ? DeleteOption.orphan() : null;
    }

    private static String text(String clusterName, ObjectNode object, JsonNode value, String path) {
        return Optional.of(value.asText(""))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new PgspanException("object "
                        + object.path("kind").asText("of unknown kind") + " "
                        + object.path("metadata").path("name").asText("without name") + " for cluster " + clusterName
                        + ": " + path + " is missing; an object of a work needs apiVersion, kind and metadata.name"));
    }

    private static void requireFits(String clusterName, String kind, String name, ObjectNode object) {
        int bytes = object.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new PgspanException(kind + " " + name + " for cluster " + clusterName + " has " + bytes
                    + " bytes; a ManifestWork carries at most " + MAX_BYTES + ": split the object");
        }
    }
}
