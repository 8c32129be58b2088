package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.Requirement;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Terms over nodes: one of them must match, and in it everything. A term that says nothing or is malformed matches no node. */
final class NodeTerms {
    private static final String NAME = "metadata.name";

    private NodeTerms() {}

    static boolean anyMatches(List<NodeTerm> terms, Node node) {
        for (NodeTerm term : terms) {
            if (matches(term, node)) {
                return true;
            }
        }
        return false;
    }

    static boolean matches(NodeTerm term, Node node) {
        if ((term.labels().isEmpty() && term.fields().isEmpty()) || !isWellFormed(term)) {
            return false;
        }
        for (Requirement label : term.labels()) {
            if (!matches(label, node.labels().get(label.key()))) {
                return false;
            }
        }
        for (Requirement field : term.fields()) {
            boolean named = field.values().get(0).equals(node.name());
            if (!node.name().isEmpty() && named != (field.operator() == Requirement.Operator.IN)) {
                return false;
            }
        }
        return true;
    }

    static boolean isWellFormed(NodeTerm term) {
        return term.labels().stream().allMatch(Selectors::isWellFormed)
                && term.fields().stream().allMatch(NodeTerms::isField);
    }

    private static boolean isField(Requirement field) {
        return field.key().equals(NAME)
                && field.values().size() == 1
                && (field.operator() == Requirement.Operator.IN || field.operator() == Requirement.Operator.NOT_IN);
    }

    private static boolean matches(Requirement requirement, @Nullable String value) {
        boolean greater = requirement.operator() == Requirement.Operator.GT;
        if (!greater && requirement.operator() != Requirement.Operator.LT) {
            return Selectors.matches(requirement, value);
        }
        @Nullable Long label = value == null ? null : Selectors.number(value);
        @Nullable Long bound = Selectors.number(requirement.values().get(0));
        return label != null && bound != null && (greater ? label > bound : label < bound);
    }

    static boolean hasLabels(Node node, Map<String, String> selector) {
        for (Map.Entry<String, String> wanted : selector.entrySet()) {
            if (!wanted.getValue().equals(node.labels().get(wanted.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The node names that the terms leave over: the union over the terms of what each term's names have in common; absent when some term
     * names none.
     */
    static Optional<Set<String>> names(List<NodeTerm> terms) {
        Set<String> union = new LinkedHashSet<>();
        for (NodeTerm term : terms) {
            @Nullable Set<String> common = null;
            for (Requirement field : term.fields()) {
                if (field.key().equals(NAME) && field.operator() == Requirement.Operator.IN) {
                    Set<String> values = new HashSet<>(field.values());
                    if (common != null) {
                        values.retainAll(common);
                    }
                    common = values;
                }
            }
            if (common == null) {
                return Optional.empty();
            }
            union.addAll(common);
        }
        return terms.isEmpty() ? Optional.empty() : Optional.of(union);
    }
}
