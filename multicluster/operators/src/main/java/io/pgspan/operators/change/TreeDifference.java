package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two trees, value by value, in the order of the first one and then of the second. Items of a list with a known key are
 * told apart by it, whatever their order; another list is one value. What is null counts as absent. Costs a walk over both trees.
 */
public final class TreeDifference {
    private final List<Change> found = new ArrayList<>();

    private TreeDifference() {}

    /**
     * The changes from one tree to another.
     *
     * @param classes where lists have keys
     */
    public static List<Change> between(JsonNode before, JsonNode after, FieldClasses classes) {
        TreeDifference difference = new TreeDifference();
        if (!before.equals(after)) {
            difference.walk(before, after, TreePath.ROOT, classes.root());
        }
        return List.copyOf(difference.found);
    }

    /** The changes between two values that are not equal. */
    private void walk(JsonNode before, JsonNode after, TreePath path, FieldClasses.@Nullable Node known) {
        JsonNode left = before.isNull() ? MissingNode.getInstance() : before;
        JsonNode right = after.isNull() ? MissingNode.getInstance() : after;
        if (left.isMissingNode() && right.isMissingNode()) {
            return;
        }
        if (isTree(left, right, JsonNode::isObject)) {
            fields(left, right, path, known, null);
            return;
        }
        @Nullable String key = known == null ? null : known.key();
        if (key != null && isTree(left, right, JsonNode::isArray)) {
            @Nullable Map<String, JsonNode> leftItems = items(left, key);
            @Nullable Map<String, JsonNode> rightItems = items(right, key);
            if (leftItems != null && rightItems != null) {
                items(leftItems, rightItems, path, known, key);
                return;
            }
        }
        found.add(new Change(path, left, right));
    }

    /** Whether both are of a kind, or one is and the other is absent, and there is something in them to walk to. */
    private static boolean isTree(JsonNode left, JsonNode right, Predicate<JsonNode> kind) {
        boolean both = kind.test(left) && kind.test(right);
        boolean added = left.isMissingNode() && kind.test(right) && !right.isEmpty();
        boolean removed = right.isMissingNode() && kind.test(left) && !left.isEmpty();
        return both || added || removed;
    }

    private void fields(
            JsonNode left, JsonNode right, TreePath path, FieldClasses.@Nullable Node known, @Nullable String key) {
        boolean isBare = true;
        for (Iterator<String> names = left.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(key)) {
                isBare = false;
                field(left, right, path, known, name);
            }
        }
        for (Iterator<String> names = right.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(key) && !left.has(name)) {
                isBare = false;
                field(left, right, path, known, name);
            }
        }
        if (isBare && (left.isMissingNode() || right.isMissingNode())) {
            found.add(new Change(path, left, right));
        }
    }

    private void items(
            Map<String, JsonNode> left,
            Map<String, JsonNode> right,
            TreePath path,
            FieldClasses.@Nullable Node known,
            String key) {
        left.forEach((name, item) -> {
            JsonNode other = right.getOrDefault(name, MissingNode.getInstance());
            if (!item.equals(other)) {
                fields(item, other, path.keyed(key, name), known, key);
            }
        });
        right.forEach((name, item) -> {
            if (!left.containsKey(name)) {
                fields(MissingNode.getInstance(), item, path.keyed(key, name), known, key);
            }
        });
    }

    /** A path is built only where something differs. */
    private void field(JsonNode left, JsonNode right, TreePath path, FieldClasses.@Nullable Node known, String name) {
        JsonNode was = left.path(name);
        JsonNode is = right.path(name);
        if (!was.equals(is)) {
            walk(was, is, path.field(name), known == null ? null : known.child(name));
        }
    }

    /** The items by key; null when one has none, or two have the same. */
    private static @Nullable Map<String, JsonNode> items(JsonNode list, String key) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        for (Iterator<JsonNode> i = list.elements(); i.hasNext(); ) {
            JsonNode item = i.next();
            if (!item.path(key).isTextual() || items.put(item.path(key).textValue(), item) != null) {
                return null;
            }
        }
        return items;
    }
}
