package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Some changes of a tree carried out, others not. What no change touches is shared with the tree as it was: an edit costs a copy of each object
 * and list on the way to a change, however large the tree is.
 */
public final class TreeEdit {
    private final ObjectNode root;
    /** What was made for this edit, and may be changed in place. */
    private final Set<JsonNode> own = Collections.newSetFromMap(new IdentityHashMap<>());

    private TreeEdit(ObjectNode tree) {
        this.root = tree.objectNode();
        root.setAll(tree);
        own.add(root);
    }

    /**
     * A tree in which these changes are made, not to be changed: it shares parts with the one given and with the changes. What holds nothing any
     * more because of them is gone too, unless the goal has it.
     *
     * @param goal the tree in which all changes are made
     */
    public static ObjectNode apply(ObjectNode tree, Collection<Change> changes, JsonNode goal) {
        TreeEdit edit = new TreeEdit(tree);
        for (Change change : changes) {
            if (change.isRemoved()) {
                edit.remove(change.path(), goal);
            } else {
                edit.set(change.path(), change.after());
            }
        }
        return edit.root;
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

    private void set(TreePath path, JsonNode value) {
        List<TreePath.Step> steps = path.steps();
        JsonNode node = root;
        for (int i = 0; i < steps.size(); i++) {
            if (i == steps.size() - 1) {
                put(node, steps.get(i), value);
            } else {
                node = open(node, steps.get(i), steps.get(i + 1).isKeyed());
            }
        }
    }

    /** The object or list one step below, made where it is absent. */
    private JsonNode open(JsonNode node, TreePath.Step step, boolean list) {
        JsonNode there = step(node, step);
        boolean isItem = node instanceof ArrayNode && step.isKeyed() && there.isObject();
        if (isItem || (list ? there.isArray() : there.isObject())) {
            return owned(node, step, there);
        }
        JsonNode next = list ? root.arrayNode() : root.objectNode();
        if (node instanceof ArrayNode items && step.isKeyed()) {
            next = items.addObject().put(step.key(), step.item());
        } else if (node instanceof ObjectNode object) {
            object.set(step.key(), next);
        } else {
            return node;
        }
        own.add(next);
        return next;
    }

    private static void put(JsonNode node, TreePath.Step step, JsonNode value) {
        if (node instanceof ArrayNode items && step.isKeyed()) {
            if (!step(node, step).isObject()) {
                items.add(value);
            }
        } else if (node instanceof ObjectNode object) {
            object.set(step.key(), value);
        }
    }

    /** An object or list of this edit's own, in the place of the one that stands at this step. */
    private JsonNode owned(JsonNode parent, TreePath.Step step, JsonNode there) {
        if (!there.isContainerNode() || own.contains(there)) {
            return there;
        }
        JsonNode copy = there instanceof ObjectNode object
                ? root.objectNode().setAll(object)
                : root.arrayNode().addAll((ArrayNode) there);
        own.add(copy);
        if (parent instanceof ObjectNode object && step.isField()) {
            object.set(step.key(), copy);
        } else {
            replace(parent, there, copy);
        }
        return copy;
    }

    @SuppressWarnings("ReferenceEquality") // items may be equal, and only one of them is meant
    private static void replace(JsonNode parent, JsonNode there, JsonNode copy) {
        if (parent instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(field -> field.getValue() == there)
                    .forEach(field -> field.setValue(copy));
        } else if (parent instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) == there) {
                    items.set(i, copy);
                }
            }
        }
    }

    private void remove(TreePath path, JsonNode goal) {
        TreePath at = path;
        delete(at);
        while (!at.parent().isRoot()) {
            at = at.parent();
            boolean wanted = !at(goal, at).isMissingNode();
            if (wanted || !isBare(at(root, at), at)) {
                return;
            }
            delete(at);
        }
    }

    /** Whether nothing is in it but, in an item of a list, the item's own name. */
    private static boolean isBare(JsonNode node, TreePath path) {
        return node.isEmpty()
                || (path.last().isKeyed()
                        && node.size() == 1
                        && node.has(path.last().key()));
    }

    private void delete(TreePath path) {
        if (at(root, path.parent()).isMissingNode()) {
            return;
        }
        JsonNode parent = root;
        for (TreePath.Step step : path.parent().steps()) {
            parent = owned(parent, step, step(parent, step));
        }
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
