package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A JSON merge patch (RFC 7386): objects are merged, lists are replaced as a whole, null takes away. */
public final class MergePatch {
    private MergePatch() {}

    /**
     * The smallest patch from one object to another; empty when they are equal. Null counts as absent in both. What both share is not looked
     * into.
     */
    @SuppressWarnings("ReferenceEquality") // equal but other nodes are compared below
    public static ObjectNode between(ObjectNode before, ObjectNode after) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        before.fieldNames().forEachRemaining(name -> {
            if (!after.hasNonNull(name) && before.hasNonNull(name)) {
                patch.putNull(name);
            }
        });
        for (Map.Entry<String, JsonNode> field : after.properties()) {
            JsonNode was = before.path(field.getKey());
            JsonNode is = field.getValue();
            if (is == was || is.isNull()) {
                continue;
            }
            if (was instanceof ObjectNode left && is instanceof ObjectNode right) {
                ObjectNode below = between(left, right);
                if (!below.isEmpty()) {
                    patch.set(field.getKey(), below);
                }
            } else if (!is.equals(was)) {
                patch.set(field.getKey(), is.deepCopy());
            }
        }
        return patch;
    }

    /** A copy of an object with a patch applied. */
    public static ObjectNode apply(ObjectNode object, ObjectNode patch) {
        ObjectNode patched = object.deepCopy();
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                patched.remove(field.getKey());
            } else if (value instanceof ObjectNode below) {
                ObjectNode target =
                        patched.get(field.getKey()) instanceof ObjectNode there ? there : patched.objectNode();
                patched.set(field.getKey(), apply(target, below));
            } else {
                patched.set(field.getKey(), value.deepCopy());
            }
        });
        return patched;
    }
}
