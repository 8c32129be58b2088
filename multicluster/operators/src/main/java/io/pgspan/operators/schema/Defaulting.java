package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the defaults where fields are missing, and drops a null where none may stand. What doesn't change is shared with the object that
 * came in and with the schema, so the result is not to be changed. Cost: a step per value and per default.
 */
@SuppressWarnings("ReferenceEquality") // the very same node says that nothing changed below it
final class Defaulting {
    private Defaulting() {}

    static JsonNode complete(StructuralSchema schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object(schema, object);
        }
        @Nullable StructuralSchema items = schema.items();
        return items != null && value instanceof ArrayNode array ? array(items, array) : value;
    }

    private static JsonNode object(StructuralSchema schema, ObjectNode object) {
        ObjectNode result = object;
        for (Map.Entry<String, LazySchema> field : schema.defaulted().entrySet()) {
            if (!object.has(field.getKey())) {
                @Nullable JsonNode value = field.getValue().get().defaultValue();
                if (value != null) {
                    result = result == object ? Pruning.copy(object) : result;
                    result.set(field.getKey(), complete(field.getValue().get(), value));
                }
            }
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            @Nullable StructuralSchema below = schema.field(field.getKey());
            if (below == null) {
                continue;
            }
            @Nullable JsonNode completed = field.getValue();
            if (completed.isNull() && !below.isNullable()) {
                completed = below.defaultValue() == null ? null : complete(below, below.defaultValue());
            } else if (completed.isContainerNode()) {
                completed = complete(below, completed);
            }
            if (completed != field.getValue()) {
                result = result == object ? Pruning.copy(object) : result;
                if (completed == null) {
                    result.remove(field.getKey());
                } else {
                    result.set(field.getKey(), completed);
                }
            }
        }
        return result;
    }

    private static JsonNode array(StructuralSchema items, ArrayNode array) {
        ArrayNode result = array;
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            @Nullable JsonNode missing = item.isNull() && !items.isNullable() ? items.defaultValue() : null;
            JsonNode completed = complete(items, missing == null ? item : missing);
            if (completed != item) {
                result = result == array ? Pruning.copy(array) : result;
                result.set(i, completed);
            }
        }
        return result;
    }
}
