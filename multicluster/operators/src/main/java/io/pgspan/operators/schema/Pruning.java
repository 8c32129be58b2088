package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Drops the fields a schema doesn't know. What stays is shared with the object that came in, which itself is not touched; an object that
 * loses nothing is returned as it is. A value of the wrong type is left alone: it is refused anyway. Cost: a step per value.
 */
@SuppressWarnings("ReferenceEquality") // the very same node says that nothing changed below it
final class Pruning {
    private Pruning() {}

    /** The value without its unknown fields; each path dropped is told with what stood there. */
    static JsonNode prune(
            StructuralSchema schema, JsonNode value, TreePath at, BiConsumer<TreePath, JsonNode> dropped) {
        if (value instanceof ObjectNode object
                && (schema.type() == SchemaType.OBJECT || schema.type() == SchemaType.ANY)) {
            return object(schema, object, at, dropped);
        }
        if (value instanceof ArrayNode array) {
            @Nullable StructuralSchema items = schema.items();
            return items == null ? array : array(items, array, at, dropped);
        }
        return value;
    }

    private static JsonNode object(
            StructuralSchema schema, ObjectNode object, TreePath at, BiConsumer<TreePath, JsonNode> dropped) {
        @Nullable ObjectNode changed = null;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            @Nullable StructuralSchema below = schema.field(name);
            if (below == null) {
                if (!schema.keepsUnknown() && !schema.isIntOrString()) {
                    changed = changed == null ? copy(object) : changed;
                    changed.remove(name);
                    dropped.accept(at.field(name), field.getValue());
                }
            } else if (field.getValue().isContainerNode()) {
                JsonNode pruned = prune(below, field.getValue(), at.field(name), dropped);
                if (pruned != field.getValue()) {
                    changed = changed == null ? copy(object) : changed;
                    changed.set(name, pruned);
                }
            }
        }
        return changed == null ? object : changed;
    }

    private static JsonNode array(
            StructuralSchema items, ArrayNode array, TreePath at, BiConsumer<TreePath, JsonNode> dropped) {
        @Nullable ArrayNode changed = null;
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            JsonNode pruned = item.isContainerNode() ? prune(items, item, at.index(i), dropped) : item;
            if (pruned != item) {
                changed = changed == null ? copy(array) : changed;
                changed.set(i, pruned);
            }
        }
        return changed == null ? array : changed;
    }

    /** A copy that shares what is below. */
    static ObjectNode copy(ObjectNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll(object);
        return copy;
    }

    /** A copy that shares what is below. */
    static ArrayNode copy(ArrayNode array) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
        copy.addAll(array);
        return copy;
    }
}
