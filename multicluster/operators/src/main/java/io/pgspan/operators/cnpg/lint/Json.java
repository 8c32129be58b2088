package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;

/** Values of an object as it stands. */
final class Json {
    private Json() {}

    /** Whether there is a value, be it empty. */
    static boolean isThere(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    /** Whether this is a list in which one of its texts is this one. */
    static boolean holds(JsonNode list, String text) {
        for (JsonNode item : list) {
            if (item.asText("").equals(text)) {
                return true;
            }
        }
        return false;
    }
}
