package io.pgspan.placement.scheduler;

import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A term of pod affinity as its owner means it: the owner's values of the label keys are merged into the selector, as the API server does
 * when the pod is created, and an unsaid namespace is the owner's.
 *
 * @param topologyKey the label of the domains
 * @param selector which pods, or null for none
 * @param namespaces in these namespaces
 * @param namespaceSelector and in those of these labels, or null for no further ones
 * @param weight of a preferred term, 0 of a required one
 */
record Term(
        String topologyKey,
        @Nullable LabelSelector selector,
        Set<String> namespaces,
        @Nullable LabelSelector namespaceSelector,
        int weight) {

    static Term of(PodTerm term, int weight, String namespace, Map<String, String> labels) {
        boolean own = term.namespaces().isEmpty() && term.namespaceSelector() == null;
        return new Term(
                term.topologyKey(),
                merged(term, labels),
                own ? Set.of(namespace) : Set.copyOf(term.namespaces()),
                term.namespaceSelector(),
                weight);
    }

    static List<Term> required(List<PodTerm> terms, String namespace, Map<String, String> labels) {
        return terms.stream().map(term -> of(term, 0, namespace, labels)).toList();
    }

    static List<Term> preferred(List<Preferred<PodTerm>> terms, String namespace, Map<String, String> labels) {
        return terms.stream()
                .map(term -> of(term.term(), term.weight(), namespace, labels))
                .toList();
    }

    private static @Nullable LabelSelector merged(PodTerm term, Map<String, String> labels) {
        LabelSelector selector = term.selector();
        if (selector == null) {
            return null;
        }
        List<Requirement> requirements = new ArrayList<>(selector.requirements());
        merge(requirements, term.matchLabelKeys(), Requirement.Operator.IN, labels);
        merge(requirements, term.mismatchLabelKeys(), Requirement.Operator.NOT_IN, labels);
        return requirements.size() == selector.requirements().size()
                ? selector
                : new LabelSelector(selector.labels(), requirements);
    }

    /** Adds a requirement for each key that the pod carries. */
    static void merge(
            List<Requirement> into, List<String> keys, Requirement.Operator operator, Map<String, String> labels) {
        for (String key : keys) {
            @Nullable String value = labels.get(key);
            if (value != null) {
                into.add(new Requirement(key, operator, List.of(value)));
            }
        }
    }

    /** Whether a pod of that namespace, whose labels are given too, and of those labels is meant. */
    boolean matches(String namespace, Map<String, String> namespaceLabels, Map<String, String> labels) {
        boolean covered = namespaces.contains(namespace)
                || (namespaceSelector != null && Selectors.matches(namespaceSelector, namespaceLabels));
        return covered && Selectors.matches(selector, labels);
    }

    /** What Kubernetes would refuse about it, or null. */
    @Nullable
    String problem() {
        @Nullable String problem = Selectors.problem(selector);
        return problem != null ? problem : Selectors.problem(namespaceSelector);
    }
}
