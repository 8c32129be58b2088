package io.pgspan.model.placement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ordinals one Kubernetes cluster gets.
 *
 * @param clusterName the fleet's name of the cluster
 * @param ordinals sorted ascending; duplicates are kept, so that validation can name them
 * @param storageClassName the storage class there, or null for the wish's own or the cluster's default
 * @param metricsSource where that cluster's metrics are read, or null where nobody reads them
 */
public record ClusterRule(
        String clusterName,
        List<Integer> ordinals,
        @Nullable String storageClassName,
        @Nullable MetricsSource metricsSource) {

    /** Sorts the ordinals. */
    public ClusterRule {
        ordinals = ordinals.stream().sorted().toList();
    }

    /** A rule on the cluster's default storage class. */
    public static ClusterRule of(String clusterName, int... ordinals) {
        return of(clusterName, Arrays.stream(ordinals).boxed().toList());
    }

    /** A rule on the cluster's default storage class. */
    public static ClusterRule of(String clusterName, List<Integer> ordinals) {
        return new ClusterRule(clusterName, ordinals, null, null);
    }

    /** The same rule with a storage class. */
    public ClusterRule onClass(String name) {
        return new ClusterRule(clusterName, ordinals, name, metricsSource);
    }

    /** The same rule with a source of metrics. */
    public ClusterRule metricsFrom(MetricsSource source) {
        return new ClusterRule(clusterName, ordinals, storageClassName, source);
    }

    /** The storage class named for this cluster, if any. */
    public Optional<String> storageClass() {
        return Optional.ofNullable(storageClassName);
    }

    /** Where this cluster's metrics are read, if anybody does. */
    public Optional<MetricsSource> metrics() {
        return Optional.ofNullable(metricsSource);
    }
}
