package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON patch, RFC 6902: all operations or none. A failed test or a path that isn't there is a 422, as in Kubernetes. */
final class JsonPatch {
    private JsonPatch() {}

    /** A new tree; neither argument is touched. */
    static JsonNode apply(JsonNode target, JsonNode operations) {
        if (!operations.isArray()) {
            throw ApiServerException.badRequest("a JSON patch is a list of operations");
        }
        JsonNode result = target.deepCopy();
        for (JsonNode operation : operations) {
            JsonPointer path = pointer(operation, "path");
            switch (operation.path("op").asText()) {
                case "add" -> add(result, path, value(operation));
                case "remove" -> remove(result, path);
                case "replace" -> replace(result, path, value(operation));
                case "test" -> test(result, path, value(operation));
                case "copy" -> add(result, path, existing(result, pointer(operation, "from")));
                case "move" -> add(result, path, remove(result, pointer(operation, "from")));
                default -> throw ApiServerException.badRequest("unknown JSON patch operation: " + operation);
            }
        }
        return result;
    }

    private static JsonPointer pointer(JsonNode operation, String field) {
        String text = operation.path(field).asText("");
        if (!text.startsWith("/")) {
            throw ApiServerException.badRequest("JSON patch: no " + field + " in " + operation);
        }
        return JsonPointer.compile(text);
    }

    private static JsonNode value(JsonNode operation) {
        JsonNode value = operation.get("value");
        if (value == null) {
            throw ApiServerException.badRequest("JSON patch: no value in " + operation);
        }
        return value;
    }

    private static JsonNode existing(JsonNode root, JsonPointer path) {
        JsonNode found = root.at(path);
        if (found.isMissingNode()) {
            throw ApiServerException.invalid("JSON patch: " + path + " does not exist");
        }
        return found;
    }

    private static void test(JsonNode root, JsonPointer path, JsonNode expected) {
        JsonNode found = root.at(path);
        if (!found.equals(expected)) {
            throw ApiServerException.invalid(
                    "JSON patch: testing " + path + " failed: expected " + expected + ", found " + found);
        }
    }

    private static void replace(JsonNode root, JsonPointer path, JsonNode value) {
        existing(root, path);
        JsonNode parent = root.at(path.head());
        if (parent instanceof ObjectNode object) {
            object.set(path.last().getMatchingProperty(), value.deepCopy());
        } else if (parent instanceof ArrayNode array) {
            array.set(path.last().getMatchingIndex(), value.deepCopy());
        }
    }

    private static void add(JsonNode root, JsonPointer path, JsonNode value) {
        JsonNode parent = existing(root, path.head());
        String last = path.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.set(last, value.deepCopy());
        } else if (parent instanceof ArrayNode array) {
            int index = last.equals("-") ? array.size() : path.last().getMatchingIndex();
            if (index < 0 || index > array.size()) {
                throw ApiServerException.invalid("JSON patch: index out of bounds: " + path);
            }
            array.insert(index, value.deepCopy());
        } else {
            throw ApiServerException.invalid("JSON patch: " + path.head() + " is neither object nor list");
        }
    }

    private static JsonNode remove(JsonNode root, JsonPointer path) {
        JsonNode removed = existing(root, path);
        JsonNode parent = root.at(path.head());
        if (parent instanceof ObjectNode object) {
            object.remove(path.last().getMatchingProperty());
        } else if (parent instanceof ArrayNode array) {
            array.remove(path.last().getMatchingIndex());
        }
        return removed;
    }
}
