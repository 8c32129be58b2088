package io.pgspan.operators.feature;

import io.pgspan.model.InstanceSet;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.Volumes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a wish says of its instances, their volumes and pods. */
public final class InstanceFeatures {
    /** An image of one's own. */
    public static final Feature IMAGE = Feature.part(
            "image",
            "a container image of one's own",
            "image",
            PostgresCluster::image,
            wish -> wish.withImage(Optional.empty()));

    /** PostgreSQL parameters. */
    public static final Feature PARAMETERS = Feature.part(
            "parameters",
            "PostgreSQL parameters",
            "parameters",
            PostgresCluster::parameters,
            wish -> wish.withParameters(Map.of()));

    /** Labels of the object. */
    public static final Feature LABELS = Feature.part(
            "labels", "labels of the object", "labels", PostgresCluster::labels, wish -> wish.withLabels(Map.of()));

    /** Annotations of the object. */
    public static final Feature ANNOTATIONS = Feature.part(
            "annotations",
            "annotations of the object",
            "annotations",
            PostgresCluster::annotations,
            wish -> wish.withAnnotations(Map.of()));

    /** Volumes that die with their pods. */
    public static final Feature EPHEMERAL_STORAGE = Feature.part(
            "ephemeral-storage",
            "data volumes that die with their pods",
            "storage.durable",
            PostgresCluster::storage,
            wish -> wish.storage().durable()
                    ? wish
                    : wish.withStorage(
                            new Storage(wish.storage().size(), wish.storage().storageClassName(), true)));

    /** A volume for the write-ahead log. */
    public static final Feature WAL_VOLUME =
            volumes("wal-volume", "a volume for the write-ahead log", "wal", v -> v.withWal(Optional.empty()));

    /** A volume for temporary files. */
    public static final Feature TEMPORARY_VOLUME = volumes(
            "temporary-volume", "a volume for temporary files", "temporary", v -> v.withTemporary(Optional.empty()));

    /** Tablespaces on volumes of their own. */
    public static final Feature TABLESPACES = volumes(
            "tablespaces", "tablespaces on volumes of their own", "tablespaces", v -> v.withTablespaces(List.of()));

    /** Labels and annotations of pods. */
    public static final Feature POD_METADATA = pod(
            "pod-metadata",
            "labels and annotations of pods",
            "pod.labels",
            pod -> pod.withLabels(Map.of()).withAnnotations(Map.of()));

    /** The priority class. */
    public static final Feature PRIORITY_CLASS = pod(
            "priority-class",
            "the pods' priority class",
            "pod.priorityClassName",
            pod -> pod.withPriorityClassName(Optional.empty()));

    /** The service account. */
    public static final Feature SERVICE_ACCOUNT = pod(
            "service-account",
            "a service account of one's own",
            "pod.serviceAccountName",
            pod -> pod.withServiceAccountName(Optional.empty()));

    /** Another scheduler. */
    public static final Feature SCHEDULER =
            pod("scheduler", "another scheduler", "pod.schedulerName", pod -> pod.withSchedulerName(Optional.empty()));

    /** Secrets to pull images with. */
    public static final Feature IMAGE_PULL_SECRETS = pod(
            "image-pull-secrets",
            "secrets to pull images with",
            "pod.imagePullSecrets",
            pod -> pod.withImagePullSecrets(List.of()));

    /** Further containers in each pod. */
    public static final Feature SIDECARS =
            pod("sidecars", "further containers in each pod", "pod.containers", pod -> pod.withContainers(List.of()));

    /** Read replicas that are never promoted. */
    public static final Feature READ_REPLICAS =
            sets("read-replicas", "sets of read replicas that are never promoted", InstanceSet.Role.READ_ONLY);

    /** Further sets of instances that may lead. */
    public static final Feature FURTHER_ELECTABLE_SETS =
            sets("further-electable-sets", "further sets of instances that may lead", InstanceSet.Role.ELECTABLE);

    /** Volumes beside the data volume in further sets. */
    public static final Feature SET_VOLUMES = eachSet(
            "set-volumes",
            "volumes beside the data volume in further sets",
            "furtherInstances.volumes",
            set -> set.withVolumes(Volumes.none()));

    /** Pod settings of further sets. */
    public static final Feature SET_PODS = eachSet(
            "set-pods", "pod settings of further sets", "furtherInstances.pod", set -> set.withPod(PodSettings.none()));

    /** Placement of further sets. */
    public static final Feature SET_PLACEMENT = eachSet(
            "set-placement",
            "placement of further sets",
            "furtherInstances.placement",
            set -> set.withPlacement(Optional.empty()));

    /** How many instances of a set must stay while nodes are drained. */
    public static final Feature MIN_AVAILABLE = eachSet(
            "min-available",
            "how many instances of a set stay while nodes are drained",
            "furtherInstances.minAvailable",
            set -> set.withMinAvailable(Optional.empty()));

    /** A member without data. */
    public static final Feature ARBITER = Feature.part(
            "arbiter",
            "a member without data that only votes",
            "arbiter",
            PostgresCluster::arbiter,
            wish -> wish.withArbiter(Optional.empty()));

    private InstanceFeatures() {}

    static List<Feature> all() {
        return List.of(
                IMAGE,
                PARAMETERS,
                LABELS,
                ANNOTATIONS,
                EPHEMERAL_STORAGE,
                WAL_VOLUME,
                TEMPORARY_VOLUME,
                TABLESPACES,
                POD_METADATA,
                PRIORITY_CLASS,
                SERVICE_ACCOUNT,
                SCHEDULER,
                IMAGE_PULL_SECRETS,
                SIDECARS,
                READ_REPLICAS,
                FURTHER_ELECTABLE_SETS,
                SET_VOLUMES,
                SET_PODS,
                SET_PLACEMENT,
                MIN_AVAILABLE,
                ARBITER);
    }

    private static Feature volumes(String id, String title, String path, UnaryOperator<Volumes> without) {
        return Feature.part(
                id,
                title,
                "volumes." + path,
                PostgresCluster::volumes,
                wish -> wish.withVolumes(without.apply(wish.volumes())));
    }

    private static Feature pod(String id, String title, String path, UnaryOperator<PodSettings> without) {
        return Feature.part(id, title, path, PostgresCluster::pod, wish -> wish.withPod(without.apply(wish.pod())));
    }

    private static Feature sets(String id, String title, InstanceSet.Role role) {
        return Feature.part(id, title, "furtherInstances", PostgresCluster::furtherInstances, wish -> {
            List<InstanceSet> kept = new ArrayList<>();
            for (InstanceSet set : wish.furtherInstances()) {
                if (set.role() != role) {
                    kept.add(set);
                }
            }
            return withSets(wish, kept);
        });
    }

    private static Feature eachSet(String id, String title, String path, UnaryOperator<InstanceSet> without) {
        return Feature.part(id, title, path, PostgresCluster::furtherInstances, wish -> {
            if (wish.furtherInstances().isEmpty()) {
                return wish;
            }
            List<InstanceSet> changed = new ArrayList<>();
            wish.furtherInstances().forEach(set -> changed.add(without.apply(set)));
            return withSets(wish, changed);
        });
    }

    /** The wish with these further instances: the same wish where it has them already, which is what most limits find. */
    public static PostgresCluster withSets(PostgresCluster wish, List<InstanceSet> sets) {
        return sets.equals(wish.furtherInstances()) ? wish : wish.withFurtherInstances(sets);
    }
}
