package io.pgspan.operators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What a dialect read but has no word for: kept for writing it back, never part of the model, never carried to another operator.
 * The trees are not to be changed.
 *
 * @param unread per kind, the values nobody read, keyed by path, in the order of the text, which is the order they are put back in
 * @param untouched whole objects of other kinds, in their order
 */
public record Residue(Map<String, Map<TreePath, JsonNode>> unread, List<ObjectNode> untouched) {
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

    private static final TreePath STATUS = TreePath.of("status");
    private static final TreePath METADATA = TreePath.of("metadata");

    /** What the API server and controllers write about one object; a new object has its own. */
    private static final Set<String> OF_ONE_OBJECT = Set.of(
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields",
            "ownerReferences",
            "finalizers",
            "selfLink");

    private static final Residue NONE = new Residue(Map.of(), List.of());

    /** Nothing was left over. */
    public static Residue none() {
        return NONE;
    }

    /**
     * What belongs to objects that are made anew from the ones that were read: the fields, but for {@code status} and what an API server notes in
     * {@code metadata}; no other objects.
     */
    public Residue forNewObjects() {
        return keeping((kind, path) -> !STATUS.covers(path) && !isNoteOfOneObject(path));
    }

    /** The same without a part of the objects of a kind. */
    public Residue without(String kind, TreePath part) {
        return new Residue(keeping((of, path) -> !of.equals(kind) || !part.covers(path)).unread, untouched);
    }

    private Residue keeping(BiPredicate<String, TreePath> kept) {
        Map<String, Map<TreePath, JsonNode>> left = new LinkedHashMap<>();
        unread.forEach((kind, trees) -> {
            Map<TreePath, JsonNode> some = new LinkedHashMap<>(trees);
            some.keySet().removeIf(path -> !kept.test(kind, path));
            left.put(kind, some);
        });
        return new Residue(left, List.of());
    }

    private static boolean isNoteOfOneObject(TreePath path) {
        List<TreePath.Step> steps = path.steps();
        return METADATA.covers(path)
                && steps.size() > 1
                && OF_ONE_OBJECT.contains(steps.get(1).key());
    }

    /** Puts what was left over of a kind back into an object of that kind; what the object has already is replaced. */
    @SuppressWarnings(
            "ReferenceEquality") // neighbours share their parent's path; equal but other paths only cost a second walk
    public void restore(String kind, ObjectNode object) {
        Map<TreePath, JsonNode> left = unread.getOrDefault(kind, Map.of());
        if (!left.isEmpty()) {
            Restorer restorer = new Restorer(object);
            left.forEach((path, value) -> restorer.put(path, value.deepCopy()));
        }
    }
}
