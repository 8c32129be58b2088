package io.pgspan.model.fleet;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes cluster of a fleet.
 *
 * @param name its name in the fleet
 * @param nodes its nodes, sorted by name
 * @param storageClasses the names of its storage classes
 * @param defaultStorageClassName the default one, or null when it has none
 * @param contents what is in it already
 */
public record KubernetesCluster(
        String name,
        List<Node> nodes,
        List<String> storageClasses,
        @Nullable String defaultStorageClassName,
        ClusterContents contents) {

    /** Sorts the nodes by name. */
    public KubernetesCluster {
        nodes = nodes.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
        storageClasses = List.copyOf(storageClasses);
    }

    /** A cluster without anything in it. */
    public KubernetesCluster(
            String name, List<Node> nodes, List<String> storageClasses, @Nullable String defaultStorageClassName) {
        this(name, nodes, storageClasses, defaultStorageClassName, ClusterContents.empty());
    }

    /** The storage class used when none is named. */
    public Optional<String> defaultStorageClass() {
        return Optional.ofNullable(defaultStorageClassName);
    }

    /** The same cluster with other nodes. */
    public KubernetesCluster nodes(List<Node> others) {
        return new KubernetesCluster(name, others, storageClasses, defaultStorageClassName, contents);
    }

    /** The same cluster with this in it. */
    public KubernetesCluster contents(ClusterContents others) {
        return new KubernetesCluster(name, nodes, storageClasses, defaultStorageClassName, others);
    }
}
