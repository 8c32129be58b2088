package io.pgspan.model.placement;

import java.util.List;

/**
 * A requirement on a label, of a node or of a pod.
 *
 * @param key the label
 * @param operator how it is judged
 * @param values what it is compared with: empty for {@link Operator#EXISTS} and {@link Operator#DOES_NOT_EXIST}, one integer for
 *     {@link Operator#GT} and {@link Operator#LT}
 */
public record Requirement(String key, Operator operator, List<String> values) {

    /** How a label is judged; the last two for nodes only. */
    public enum Operator {
        /** Its value is one of the values. */
        IN,
        /** It is absent or its value is none of the values. */
        NOT_IN,
        /** It is present. */
        EXISTS,
        /** It is absent. */
        DOES_NOT_EXIST,
        /** Its value is an integer greater than the one given. */
        GT,
        /** Its value is an integer less than the one given. */
        LT
    }

    /** Copies the values. */
    public Requirement {
        values = List.copyOf(values);
    }

    /** The label has one of these values. */
    public static Requirement in(String key, String... values) {
        return new Requirement(key, Operator.IN, List.of(values));
    }

    /** The label has none of these values. */
    public static Requirement notIn(String key, String... values) {
        return new Requirement(key, Operator.NOT_IN, List.of(values));
    }

    /** The label is there. */
    public static Requirement exists(String key) {
        return new Requirement(key, Operator.EXISTS, List.of());
    }
}
