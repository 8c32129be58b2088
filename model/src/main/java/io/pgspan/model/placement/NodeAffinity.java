package io.pgspan.model.placement;

import java.util.List;

/**
 * On which nodes the pods run.
 *
 * @param required a node must meet one of these; empty: any node will do
 * @param preferred each one met adds its weight
 */
public record NodeAffinity(List<NodeTerm> required, List<Preferred<NodeTerm>> preferred) {
    private static final NodeAffinity NONE = new NodeAffinity(List.of(), List.of());

    /** Copies the lists. */
    public NodeAffinity {
        required = List.copyOf(required);
        preferred = List.copyOf(preferred);
    }

    /** Any node will do. */
    public static NodeAffinity none() {
        return NONE;
    }

    /** A node must meet one of these terms. */
    public static NodeAffinity require(NodeTerm... terms) {
        return new NodeAffinity(List.of(terms), List.of());
    }

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return required.isEmpty() && preferred.isEmpty();
    }
}
