package io.pgspan.operators.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;

/** The words of violations about values. */
final class Texts {
    private static final int SHOWN_LENGTH_MAX = 80;

    private Texts() {}

    /** A value, short; empty when absent. */
    static String show(JsonNode node) {
        String text = node.isMissingNode() ? "" : node.isTextual() ? node.asText() : node.toString();
        return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "…";
    }

    static Violation wrongType(Manifest manifest, String dialect, TreePath at, JsonNode value, String wanted) {
        boolean quotable = wanted.equals("a text") && value.isValueNode();
        return manifest.violation(
                dialect + ".wrong-type",
                at,
                show(value),
                "it is " + type(value) + ", but " + wanted + " is expected",
                quotable ? "write it in quotes: \"" + value.asText() + "\"" : "write " + wanted);
    }

    private static String type(JsonNode value) {
        if (value.isObject()) {
            return "an object";
        }
        if (value.isArray()) {
            return "a list";
        }
        if (value.isNumber()) {
            return value.isInt() ? "a number" : value.isIntegralNumber() ? "a number beyond 32 bits" : "a fraction";
        }
        return value.isBoolean() ? "true or false" : "a text";
    }
}
