package io.pgspan.operators.decode;

import com.fasterxml.jackson.databind.JsonNode;

/** How findings speak of values. */
final class ValueText {
    static final String TEXT = "a text";

    private static final int SHOWN_LENGTH_MAX = 80;

    private ValueText() {}

    /** A value, short; empty when absent. */
    static String show(JsonNode node) {
        String text = node.isMissingNode() ? "" : node.isTextual() ? node.asText() : node.toString();
        return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "…";
    }

    static String type(JsonNode value) {
        if (value.isObject()) {
            return "an object";
        }
        if (value.isArray()) {
            return "a list";
        }
        if (value.isNumber()) {
            return value.isInt() ? "a number" : value.isIntegralNumber() ? "a number beyond 32 bits" : "a fraction";
        }
        return value.isBoolean() ? "true or false" : TEXT;
    }

    /** What to write where a value of another type is wanted. */
    static String remedy(JsonNode value, String wanted) {
        return wanted.equals(TEXT) && value.isValueNode()
                ? "write it in quotes: \"" + value.asText() + "\""
                : "write " + wanted;
    }
}
