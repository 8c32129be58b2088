package io.pgspan.model.validation;

/**
 * One thing wrong with a wish.
 *
 * @param rule the rule's id, for example {@code placement.ordinal-twice}
 * @param source where the text came from: {@code file:line}, or empty for a wish built in code
 * @param path where in the wish, for example {@code spec.replicas}
 * @param value the offending value as text
 * @param message what is wrong
 * @param remedy what to do
 */
public record Violation(String rule, String source, String path, String value, String message, String remedy) {

    /** A violation of a wish built in code. */
    public static Violation of(String rule, String path, String value, String message, String remedy) {
        return new Violation(rule, "", path, value, message, remedy);
    }

    /** The same violation, found in a text. */
    public Violation at(String where) {
        return new Violation(rule, where, path, value, message, remedy);
    }

    @Override
    public String toString() {
        return (source.isEmpty() ? "" : source + ": ") + path + (value.isEmpty() ? "" : " = '" + value + "'") + ": "
                + message + "; " + remedy + " [" + rule + "]";
    }
}
