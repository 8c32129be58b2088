package io.pgspan.operators.kubedb.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Look-ups in an object as it stands; what is absent, null or of another type reads as nothing. */
final class Look {
    private static final int DIGITS_MAX = 3;

    private Look() {}

    static JsonNode at(JsonNode object, String... path) {
        JsonNode node = object;
        for (String field : path) {
            node = node.path(field);
        }
        return node;
    }

    static boolean has(JsonNode object, String... path) {
        JsonNode node = at(object, path);
        return !node.isMissingNode() && !node.isNull();
    }

    static String text(JsonNode object, String... path) {
        JsonNode node = at(object, path);
        return node.isTextual() ? node.textValue() : "";
    }

    static boolean is(JsonNode object, String value, String... path) {
        return text(object, path).equals(value);
    }

    static boolean isTrue(JsonNode object, String... path) {
        return at(object, path).isBoolean() && at(object, path).booleanValue();
    }

    static int number(JsonNode object, int otherwise, String... path) {
        JsonNode node = at(object, path);
        return node.isInt() ? node.intValue() : otherwise;
    }

    static int replicas(JsonNode object) {
        return number(object, 1, "spec", "replicas");
    }

    static boolean isSynchronous(JsonNode object) {
        return is(object, "Synchronous", "spec", "streamingMode");
    }

    static boolean isDistributed(JsonNode object) {
        return isTrue(object, "spec", "distributed");
    }

    /** The server's major version, with which every name of the catalog begins; 0 when this one does not. */
    static int major(JsonNode object) {
        String name = text(object, "spec", "version");
        int major = 0;
        for (int i = 0; i < Math.min(name.length(), DIGITS_MAX) && Character.isDigit(name.charAt(i)); i++) {
            major = 10 * major + Character.digit(name.charAt(i), 10);
        }
        return major;
    }

    /** Whether any item of a list has one of these texts in a field. */
    static boolean anyItem(JsonNode list, String field, Set<String> texts) {
        for (JsonNode item : list) {
            if (texts.contains(text(item, field))) {
                return true;
            }
        }
        return false;
    }
}
