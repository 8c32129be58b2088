package io.pgspan.model.placement;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Being in the same domain as certain pods.
 *
 * @param topologyKey the node label whose values are the domains
 * @param selector which pods, or null for none
 * @param namespaces in which namespaces they are; empty: in the own one
 * @param namespaceSelector in which namespaces they are, by label, or null
 * @param matchLabelKeys labels whose values must be the own pod's
 * @param mismatchLabelKeys labels whose values must not be the own pod's
 */
public record PodTerm(
        String topologyKey,
        @Nullable LabelSelector selector,
        List<String> namespaces,
        @Nullable LabelSelector namespaceSelector,
        List<String> matchLabelKeys,
        List<String> mismatchLabelKeys) {

    /** Copies the lists. */
    public PodTerm {
        namespaces = List.copyOf(namespaces);
        matchLabelKeys = List.copyOf(matchLabelKeys);
        mismatchLabelKeys = List.copyOf(mismatchLabelKeys);
    }

    /** The domain of pods with these labels, in the own namespace. */
    public static PodTerm of(String topologyKey, LabelSelector pods) {
        return new PodTerm(topologyKey, pods, List.of(), null, List.of(), List.of());
    }

    /** Which pods; empty: none. */
    public Optional<LabelSelector> pods() {
        return Optional.ofNullable(selector);
    }

    /** In which namespaces, by label. */
    public Optional<LabelSelector> namespacesByLabel() {
        return Optional.ofNullable(namespaceSelector);
    }
}
