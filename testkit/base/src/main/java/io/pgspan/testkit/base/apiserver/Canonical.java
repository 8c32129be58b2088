package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** One form for equal values: null fields left out, integers in the smallest node type, so that equals means equal. */
final class Canonical {
    private Canonical() {}

    /** A new tree; the argument is not touched. */
    static ObjectNode object(ObjectNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getValue().isNull()) {
                copy.set(field.getKey(), value(field.getValue()));
            }
        }
        return copy;
    }

    private static JsonNode value(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object(object);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> copy.add(value(item)));
            return copy;
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.canConvertToInt() ? IntNode.valueOf(node.intValue()) : LongNode.valueOf(node.longValue());
        }
        return node;
    }
}
