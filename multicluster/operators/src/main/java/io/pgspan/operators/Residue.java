package io.pgspan.operators;

import com.fasterxml.jackson.databind.JsonNode;
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
        Restorer restorer = new Restorer(object);
        unread.getOrDefault(kind, Map.of()).forEach((path, value) -> restorer.put(path, value.deepCopy()));
    }
}
