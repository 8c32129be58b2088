package io.pgspan.placement.scheduler;

import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selectors over labels of pods and namespaces. An absent selector matches nothing, an empty one everything; a requirement that Kubernetes
 * would refuse makes the whole selector malformed.
 */
final class Selectors {
    private static final int NAME_MAX = 63;
    private static final int PREFIX_MAX = 253;

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
            if (!isKey(label.getKey()) || !isValue(label.getValue())) {
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
                && isKey(requirement.key())
                && requirement.values().stream().allMatch(Selectors::isValue);
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

    static boolean isKey(String key) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        return !name.isEmpty() && isValue(name) && (slash < 0 || isPrefix(key.substring(0, slash)));
    }

    /** Empty, or at most 63 letters, digits, dashes, underscores and dots, the first and the last a letter or digit. */
    static boolean isValue(String value) {
        if (value.isEmpty()) {
            return true;
        }
        if (value.length() > NAME_MAX || !isAlphanumeric(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return isAlphanumeric(value.charAt(value.length() - 1));
    }

    private static boolean isPrefix(String prefix) {
        if (prefix.isEmpty() || prefix.length() > PREFIX_MAX) {
            return false;
        }
        for (String part : prefix.split("\\.", -1)) {
            if (part.isEmpty() || !isLowercase(part.charAt(0)) || !isLowercase(part.charAt(part.length() - 1))) {
                return false;
            }
            for (int i = 0; i < part.length(); i++) {
                if (!isLowercase(part.charAt(i)) && part.charAt(i) != '-') {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isLowercase(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isAlphanumeric(char c) {
        return isLowercase(c) || (c >= 'A' && c <= 'Z');
    }
}
