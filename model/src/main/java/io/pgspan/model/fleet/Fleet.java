package io.pgspan.model.fleet;

import io.pgspan.model.placement.SliceRef;
import java.util.List;
import java.util.Optional;

/**
 * The Kubernetes clusters at hand.
 *
 * @param hub the name of the cluster whose API server holds the fleet's objects; it is usually one of the clusters
 * @param clusters in the order they were named
 * @param slices the network slices that exist
 */
public record Fleet(String hub, List<KubernetesCluster> clusters, List<Slice> slices) {

    /**
     * A network slice.
     *
     * @param projectNamespace its project's namespace on the hub
     * @param name its name
     * @param clusters the clusters it connects
     */
    public record Slice(String projectNamespace, String name, List<String> clusters) {
        /** Copies the list. */
        public Slice {
            clusters = List.copyOf(clusters);
        }
    }

    /** Copies the lists. */
    public Fleet {
        clusters = List.copyOf(clusters);
        slices = List.copyOf(slices);
    }

    /** The cluster of that name, if the fleet has it. */
    public Optional<KubernetesCluster> cluster(String name) {
        return clusters.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /** The slices that a policy's reference means: by name, and by project where it is named; empty when there is none. */
    public List<Slice> slices(SliceRef wanted) {
        return slices.stream()
                .filter(s -> s.name().equals(wanted.sliceName())
                        && wanted.projectNamespace()
                                .map(s.projectNamespace()::equals)
                                .orElse(true))
                .toList();
    }

    /** The clusters that those slices connect, in the fleet's order. */
    public List<KubernetesCluster> connectedBy(SliceRef slice) {
        List<Slice> matching = slices(slice);
        return clusters.stream()
                .filter(c -> matching.stream().anyMatch(s -> s.clusters().contains(c.name())))
                .toList();
    }

    /** The names in order. */
    public List<String> names() {
        return clusters.stream().map(KubernetesCluster::name).toList();
    }
}
