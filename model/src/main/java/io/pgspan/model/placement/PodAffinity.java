package io.pgspan.model.placement;

import java.util.List;

/**
 * Near which pods, or far from which, the pods run.
 *
 * @param required every one must hold
 * @param preferred each one that holds adds its weight
 */
public record PodAffinity(List<PodTerm> required, List<Preferred<PodTerm>> preferred) {
    private static final PodAffinity NONE = new PodAffinity(List.of(), List.of());

    /** Copies the lists. */
    public PodAffinity {
        required = List.copyOf(required);
        preferred = List.copyOf(preferred);
    }

    /** Nothing said. */
    public static PodAffinity none() {
        return NONE;
    }

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return required.isEmpty() && preferred.isEmpty();
    }
}
