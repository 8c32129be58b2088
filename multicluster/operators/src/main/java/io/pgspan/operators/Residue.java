package io.pgspan.operators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
    public void restore(String kind, ObjectNode object) {
        unread.getOrDefault(kind, Map.of()).forEach((path, value) -> put(object, path.steps(), 0, value.deepCopy()));
    }

    private static void put(JsonNode parent, List<TreePath.Step> steps, int depth, JsonNode value) {
        TreePath.Step step = steps.get(depth);
        boolean last = depth == steps.size() - 1;
        JsonNode fresh = last ? value : container(steps.get(depth + 1));
        JsonNode child;
        if (parent instanceof ObjectNode object && step.isField()) {
            JsonNode present = object.path(step.key());
            child = present.isContainerNode() && (!last || fresh.isEmpty()) ? present : fresh;
            object.set(step.key(), child);
        } else if (parent instanceof ArrayNode array && !step.isField()) {
            int index = step.isKeyed() ? find(array, step) : Math.min(step.index(), INDEX_MAX);
            if (index >= array.size()) {
                array.add(fresh);
                child = fresh;
            } else {
                child = last ? fresh : array.get(index);
                array.set(index, child);
            }
            if (step.isKeyed() && child instanceof ObjectNode item) {
                item.put(step.key(), step.item());
            }
        } else {
            return;
        }
        if (!last) {
            put(child, steps, depth + 1, value);
        }
    }

    private static JsonNode container(TreePath.Step next) {
        return next.isField() ? JsonNodeFactory.instance.objectNode() : JsonNodeFactory.instance.arrayNode();
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
