package io.pgspan.operators.kubedb.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one Kubernetes cluster gets.
 *
 * @param clusterName the name of the OCM ManagedCluster, which is the slice's name for it too
 * @param indices the pod ordinals placed there, sorted ascending; duplicates are kept, so that a rule can name them
 * @param storageClassName the class of every volume of these ordinals, null for the claim's own; since {@link PolicyGeneration#G2}
 * @param prometheus where volume usage of that cluster is read, null for nowhere; since {@link PolicyGeneration#G2}
 * @param role what the data centre is in a failover, null for {@link DataCenterRole#MEMBER}; since {@link PolicyGeneration#G3}
 */
public record DistributionRule(
        String clusterName,
        List<Integer> indices,
        @Nullable String storageClassName,
        @Nullable PrometheusSource prometheus,
        @Nullable DataCenterRole role) {

    /** Sorts the indices. */
    public DistributionRule {
        indices = indices.stream().sorted().toList();
    }

    /** Ordinals on a cluster and nothing else. */
    public static DistributionRule of(String clusterName, int... indices) {
        return new DistributionRule(clusterName, Arrays.stream(indices).boxed().toList(), null, null, null);
    }

    /** The same on a storage class; null for the claim's own. */
    public DistributionRule withStorageClass(@Nullable String name) {
        return new DistributionRule(clusterName, indices, name, prometheus, role);
    }

    /** The same with a source of metrics; null for none. */
    public DistributionRule withPrometheus(@Nullable PrometheusSource source) {
        return new DistributionRule(clusterName, indices, storageClassName, source, role);
    }

    /** The same with a role; null for the default. */
    public DistributionRule withRole(@Nullable DataCenterRole other) {
        return new DistributionRule(clusterName, indices, storageClassName, prometheus, other);
    }

    /** The storage class named for this cluster, if any. */
    public Optional<String> storageClass() {
        return Optional.ofNullable(storageClassName);
    }

    /** The role in force. */
    public DataCenterRole effectiveRole() {
        return role == null ? DataCenterRole.MEMBER : role;
    }
}
