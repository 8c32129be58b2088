package io.pgspan.placement.scheduler;

import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.text.Label;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selectors over labels of pods and namespaces. An absent selector matches nothing, an empty one everything; a requirement that Kubernetes
 * would refuse makes the whole selector malformed.
 */
final class Selectors {
    private Selectors() {}

    static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
        if (selector == null) {
            return false;
        }
        for (Map.Entry<String, String> wanted : selector.labels().entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (Requirement requirement : selector.requirements()) {
            if (!matches(requirement, labels.get(requirement.key()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a label's value meets a requirement; numbers are compared of nodes only and never match here. */
    static boolean matches(Requirement requirement, @Nullable String value) {
        return switch (requirement.operator()) {
            case IN -> value != null && requirement.values().contains(value);
            case NOT_IN -> value == null || !requirement.values().contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GT, LT -> false;
        };
    }

    static boolean isEmpty(LabelSelector selector) {
        return selector.labels().isEmpty() && selector.requirements().isEmpty();
    }

    /** What Kubernetes would refuse about a selector of pods, or null. */
    static @Nullable String problem(@Nullable LabelSelector selector) {
        if (selector == null) {
            return null;
        }
        for (Map.Entry<String, String> label : selector.labels().entrySet()) {
            if (!Label.isKey(label.getKey()) || !Label.isValue(label.getValue())) {
                return "'" + label.getKey() + "=" + label.getValue() + "' is no label";
            }
        }
        for (Requirement requirement : selector.requirements()) {
            boolean numeric = requirement.operator() == Requirement.Operator.GT
                    || requirement.operator() == Requirement.Operator.LT;
            if (numeric || !isWellFormed(requirement)) {
                return "'" + requirement.key() + " " + requirement.operator() + " " + requirement.values()
                        + "' is no requirement on labels";
            }
        }
        return null;
    }

    static boolean isWellFormed(Requirement requirement) {
        boolean values = switch (requirement.operator()) {
            case IN, NOT_IN -> !requirement.values().isEmpty();
            case EXISTS, DOES_NOT_EXIST -> requirement.values().isEmpty();
            case GT, LT ->
                requirement.values().size() == 1 && number(requirement.values().get(0)) != null;
        };
        return values
                && Label.isKey(requirement.key())
                && requirement.values().stream().allMatch(Label::isValue);
    }

    /** A signed decimal 64-bit integer; leading zeros are fine. */
    static @Nullable Long number(String text) {
        int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (from == text.length()) {
            return null;
        }
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException outOfRange) {
            return null;
        }
    }
}
