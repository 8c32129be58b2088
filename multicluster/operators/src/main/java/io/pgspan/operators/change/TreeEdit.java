package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some changes of a tree carried out, others not. */
public final class TreeEdit {
    private TreeEdit() {}

    /**
     * A copy of a tree in which these changes are made. What holds nothing any more because of them goes too, unless the goal has it.
     *
     * @param goal the tree in which all changes are made
     */
    public static ObjectNode apply(ObjectNode tree, Collection<Change> changes, JsonNode goal) {
        ObjectNode edited = tree.deepCopy();
        for (Change change : changes) {
            if (change.isRemoved()) {
                remove(edited, change.path(), goal);
            } else {
                set(edited, change.path(), change.after());
            }
        }
        return edited;
    }

    /** The value at a path whose list items are named by key; a missing node when there is none. */
    public static JsonNode at(JsonNode tree, TreePath path) {
        List<TreePath.Step> steps = path.steps();
        JsonNode node = tree;
        for (int i = 0; i < steps.size() && !node.isMissingNode(); i++) {
            node = step(node, steps.get(i));
        }
        return node.isNull() ? MissingNode.getInstance() : node;
    }

    /** What one step leads to; a missing node when it leads nowhere. */
    static JsonNode step(JsonNode node, TreePath.Step step) {
        if (step.isField()) {
            return node.path(step.key());
        }
        if (!step.isKeyed()) {
            return node.path(step.index());
        }
        for (JsonNode item : node) {
            if (item.path(step.key()).asText().equals(step.item())) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    private static void set(ObjectNode root, TreePath path, JsonNode value) {
        List<TreePath.Step> steps = path.steps();
        JsonNode node = root;
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i == steps.size() - 1;
            boolean list = !last && steps.get(i + 1).isKeyed();
            node = put(node, steps.get(i), last ? value.deepCopy() : null, list);
        }
    }

    private static JsonNode put(JsonNode node, TreePath.Step step, @Nullable JsonNode value, boolean list) {
        JsonNode there = step(node, step);
        if (value == null && (list ? there.isArray() : there.isObject())) {
            return there;
        }
        if (node instanceof ArrayNode items && step.isKeyed()) {
            if (there instanceof ObjectNode item) {
                return item;
            }
            if (value != null) {
                items.add(value);
                return value;
            }
            return items.addObject().put(step.key(), step.item());
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        JsonNode next = value != null ? value : list ? object.arrayNode() : object.objectNode();
        object.set(step.key(), next);
        return next;
    }

    private static void remove(ObjectNode root, TreePath path, JsonNode goal) {
        TreePath at = path;
        delete(root, at);
        while (!at.parent().isRoot()) {
            at = at.parent();
            boolean wanted = !at(goal, at).isMissingNode();
            if (wanted || !isBare(at(root, at), at)) {
                return;
            }
            delete(root, at);
        }
    }

    /** Whether nothing is in it but, in an item of a list, the item's own name. */
    private static boolean isBare(JsonNode node, TreePath path) {
        return node.isEmpty()
                || (path.last().isKeyed()
                        && node.size() == 1
                        && node.has(path.last().key()));
    }

    private static void delete(ObjectNode root, TreePath path) {
        JsonNode parent = at(root, path.parent());
        TreePath.Step last = path.last();
        if (parent instanceof ObjectNode object && last.isField()) {
            object.remove(last.key());
        } else if (parent instanceof ArrayNode items) {
            for (int i = items.size() - 1; i >= 0; i--) {
                if (items.get(i).path(last.key()).asText().equals(last.item())) {
                    items.remove(i);
                }
            }
        }
    }
}
