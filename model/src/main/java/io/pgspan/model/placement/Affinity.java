package io.pgspan.model.placement;

/**
 * Affinity within each Kubernetes cluster, as its scheduler judges it.
 *
 * @param nodes on which nodes
 * @param near near which pods
 * @param apart far from which pods
 */
public record Affinity(NodeAffinity nodes, PodAffinity near, PodAffinity apart) {
    private static final Affinity NONE = new Affinity(NodeAffinity.none(), PodAffinity.none(), PodAffinity.none());

    /** Nothing said. */
    public static Affinity none() {
        return NONE;
    }

    /** Only nodes are named. */
    public static Affinity toNodes(NodeAffinity nodes) {
        return new Affinity(nodes, PodAffinity.none(), PodAffinity.none());
    }

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return nodes.isEmpty() && near.isEmpty() && apart.isEmpty();
    }
}
