package io.pgspan.operators.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Look-ups in an object as it stands; what is absent, null or of another type reads as nothing. */
public final class Look {
    private Look() {}

    /** The value at a path; a missing node when there is none. */
    public static JsonNode at(JsonNode object, String... path) {
        JsonNode node = object;
        for (String field : path) {
            node = node.path(field);
        }
        return node;
    }

    /** Whether there is a value at a path, be it empty. */
    public static boolean has(JsonNode object, String... path) {
        JsonNode node = at(object, path);
        return !node.isMissingNode() && !node.isNull();
    }

    /** The text at a path; empty when there is none. */
    public static String text(JsonNode object, String... path) {
        JsonNode node = at(object, path);
        return node.isTextual() ? node.textValue() : "";
    }

    /** Whether this text stands at a path. */
    public static boolean is(JsonNode object, String value, String... path) {
        return text(object, path).equals(value);
    }

    /** Whether {@code true} stands at a path. */
    public static boolean isTrue(JsonNode object, String... path) {
        return at(object, path).isBoolean() && at(object, path).booleanValue();
    }

    /** The whole number at a path. */
    public static int number(JsonNode object, int otherwise, String... path) {
        JsonNode node = at(object, path);
        return node.isInt() ? node.intValue() : otherwise;
    }

    /** Whether any item of a list has one of these texts in a field. */
    public static boolean anyItem(JsonNode list, String field, Set<String> texts) {
        for (JsonNode item : list) {
            if (texts.contains(text(item, field))) {
                return true;
            }
        }
        return false;
    }
}
