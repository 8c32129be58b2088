package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pgspan.operators.manifest.TreePath;

/** Values of an object as it stands. */
final class Json {
    private Json() {}

    /** The value at a path; a missing node when there is none. */
    static JsonNode at(JsonNode object, TreePath path) {
        JsonNode node = object;
        for (TreePath.Step step : path.steps()) {
            node = step.isField() ? node.path(step.key()) : node.path(step.index());
        }
        return node;
    }

    /** The list at a path; a missing node when there is none, or something else. */
    static JsonNode list(JsonNode object, TreePath path) {
        JsonNode list = at(object, path);
        return list.isArray() ? list : MissingNode.getInstance();
    }

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
