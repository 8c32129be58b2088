package io.pgspan.operators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a dialect read but has no word for: kept for writing it back, never part of the model, never carried to another operator.
 * The trees are not to be changed.
 *
 * @param unread per kind, the values nobody read, keyed by path, in the order of the text, which is the order they are put back in
 * @param untouched whole objects of other kinds, in their order
 */
public record Residue(Map<String, Map<TreePath, JsonNode>> unread, List<ObjectNode> untouched) {
    /** A list is never padded beyond this index. */
    private static final int INDEX_MAX = 10_000;

    /** Copies the maps and the list. */
    public Residue {
        Map<String, Map<TreePath, JsonNode>> copy = new LinkedHashMap<>();
        unread.forEach((kind, trees) -> {
            if (!trees.isEmpty()) {
                copy.put(kind, Collections.unmodifiableMap(new LinkedHashMap<>(trees)));
            }
        });
        unread = Map.copyOf(copy);
        untouched = List.copyOf(untouched);
    }

    /** Nothing was left over. */
    public static Residue none() {
        return new Residue(Map.of(), List.of());
    }

    /** Puts what was left over of a kind back into an object of that kind; what the object has already is replaced. */
    @SuppressWarnings(
            "ReferenceEquality") // neighbours share their parent's path; equal but other paths only cost a second walk
    public void restore(String kind, ObjectNode object) {
        TreePath last = TreePath.ROOT;
        JsonNode parent = object;
        for (Map.Entry<TreePath, JsonNode> entry :
                unread.getOrDefault(kind, Map.of()).entrySet()) {
            TreePath path = entry.getKey();
            if (path.parent() != last) {
                last = path.parent();
                parent = open(object, last, path.last());
            }
            put(parent, path.last(), entry.getValue().deepCopy(), false);
        }
    }

    /** The object or list at a path, made where it is absent; a missing node where something else stands in the way. */
    private static JsonNode open(JsonNode root, TreePath path, TreePath.Step next) {
        if (path.isRoot()) {
            return root;
        }
        JsonNode parent = open(root, path.parent(), path.last());
        JsonNode fresh = next.isField() ? JsonNodeFactory.instance.objectNode() : JsonNodeFactory.instance.arrayNode();
        return put(parent, path.last(), fresh, true);
    }

    /** Puts a value at one step below a node, unless an object or list stands there that is to be kept. */
    private static JsonNode put(JsonNode parent, TreePath.Step step, JsonNode value, boolean keep) {
        JsonNode child = value;
        if (parent instanceof ObjectNode object && step.isField()) {
            JsonNode present = object.path(step.key());
            if (present.isContainerNode() && (keep || value.isEmpty())) {
                return present;
            }
            object.set(step.key(), value);
        } else if (parent instanceof ArrayNode array && !step.isField()) {
            int index = step.isKeyed() ? find(array, step) : Math.min(step.index(), INDEX_MAX);
            if (index >= array.size()) {
                array.add(value);
            } else if (keep) {
                child = array.get(index);
            } else {
                array.set(index, value);
            }
            if (step.isKeyed() && child instanceof ObjectNode item) {
                item.put(step.key(), step.item());
            }
        } else {
            return MissingNode.getInstance();
        }
        return child;
    }

    private static int find(ArrayNode array, TreePath.Step step) {
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i).path(step.key()).asText("").equals(step.item())) {
                return i;
            }
        }
        return array.size();
    }
}
