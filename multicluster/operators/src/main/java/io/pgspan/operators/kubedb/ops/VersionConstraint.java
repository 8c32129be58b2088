package io.pgspan.operators.kubedb.ops;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Constraints on versions as the catalog writes them: comparisons joined by commas or spaces (all must hold), alternatives by {@code ||}. A
 * missing part of a version is 0. What is not one of these, such as {@code ~} or a wildcard, can't be judged here.
 */
final class VersionConstraint {
    private static final Pattern COMPARISON =
            Pattern.compile("\\s*(>=|<=|!=|=|>|<)?\\s*v?(\\d{1,6}(?:\\.\\d{1,6}){0,2})\\s*,?");
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,6}(?:\\.\\d{1,6}){0,2})");
    private static final int PARTS = 3;

    private VersionConstraint() {}

    /** Whether a version meets a constraint; empty when one of them can't be read. */
    static Optional<Boolean> isMet(String constraint, String version) {
        if (!VERSION.matcher(version).matches()) {
            return Optional.empty();
        }
        boolean met = false;
        for (String alternative : constraint.split("\\|\\|", -1)) {
            Optional<Boolean> all = areAllMet(alternative, version);
            if (all.isEmpty()) {
                return all;
            }
            met |= all.get();
        }
        return Optional.of(met);
    }

    private static Optional<Boolean> areAllMet(String comparisons, String version) {
        String text = comparisons.strip();
        Matcher m = COMPARISON.matcher(text);
        boolean met = true;
        int at = 0;
        while (at < text.length()) {
            if (!m.find(at) || m.start() != at) {
                return Optional.empty();
            }
            int order = compare(version, m.group(2));
            String operator = m.group(1) == null ? "=" : m.group(1);
            met &= switch (operator) {
                case ">=" -> order >= 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case "<" -> order < 0;
                case "!=" -> order != 0;
                default -> order == 0;
            };
            at = m.end();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(met);
    }

    /** Negative, zero or positive as the first is older, the same or newer. */
    static int compare(String a, String b) {
        String[] left = a.replaceFirst("^v", "").split("\\.", -1);
        String[] right = b.replaceFirst("^v", "").split("\\.", -1);
        for (int i = 0; i < PARTS; i++) {
            int order = Integer.compare(part(left, i), part(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String[] parts, int index) {
        return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    }
}
