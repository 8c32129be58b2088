package io.pgspan.operators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Puts values into a tree by path, making the objects and lists on the way. An index beyond a list's end is its end; a name that no item has is
 * a new item at the end.
 *
 * <p>Cost: each object and list is found once, and each list with named items searched once, however many values are put there.
 */
final class Restorer {
    private final JsonNode root;
    private final Map<TreePath, JsonNode> opened = new HashMap<>();
    private final IdentityHashMap<ArrayNode, Map<String, Integer>> positions = new IdentityHashMap<>();

    Restorer(ObjectNode root) {
        this.root = root;
    }

    /** An empty object or list does not replace one that is there, anything else does; what can't be put anywhere is left out. */
    void put(TreePath path, JsonNode value) {
        put(open(path.parent(), path.last()), path.last(), value, false);
    }

    /** The object or list at a path, made where it is absent; a missing node where something else stands in the way. */
    private JsonNode open(TreePath path, TreePath.Step next) {
        if (path.isRoot()) {
            return root;
        }
        JsonNode known = opened.get(path);
        if (known == null) {
            JsonNode fresh =
                    next.isField() ? JsonNodeFactory.instance.objectNode() : JsonNodeFactory.instance.arrayNode();
            known = put(open(path.parent(), path.last()), path.last(), fresh, true);
            opened.put(path, known);
        }
        return known;
    }

    /** Puts a value at one step below a node, unless an object or list stands there that is to be kept. */
    private JsonNode put(JsonNode parent, TreePath.Step step, JsonNode value, boolean keep) {
        if (parent instanceof ObjectNode object && step.isField()) {
            JsonNode present = object.path(step.key());
            if (present.isContainerNode() && (keep || value.isEmpty())) {
                return present;
            }
            object.set(step.key(), value);
            return value;
        }
        return parent instanceof ArrayNode array && !step.isField()
                ? item(array, step, value, keep)
                : MissingNode.getInstance();
    }

    private JsonNode item(ArrayNode array, TreePath.Step step, JsonNode value, boolean keep) {
        int index = Math.min(step.isKeyed() ? position(array, step) : step.index(), array.size());
        JsonNode item = value;
        if (index == array.size()) {
            array.add(value);
        } else if (keep) {
            item = array.get(index);
        } else {
            array.set(index, value);
        }
        if (step.isKeyed() && item instanceof ObjectNode object) {
            object.put(step.key(), step.item());
            positions.getOrDefault(array, new HashMap<>()).put(step.item(), index);
        }
        return item;
    }

    private int position(ArrayNode array, TreePath.Step step) {
        Map<String, Integer> names = positions.computeIfAbsent(array, list -> {
            Map<String, Integer> found = new HashMap<>();
            for (int i = 0; i < list.size(); i++) {
                found.putIfAbsent(list.get(i).path(step.key()).asText(""), i);
            }
            return found;
        });
        return names.getOrDefault(step.item(), array.size());
    }
}
