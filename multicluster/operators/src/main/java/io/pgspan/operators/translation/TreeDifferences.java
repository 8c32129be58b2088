package io.pgspan.operators.translation;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Where one tree says something that another does not say, or says otherwise. */
final class TreeDifferences {
    private final Map<TreePath, JsonNode> found = new LinkedHashMap<>();

    private TreeDifferences() {}

    /** The places of the first tree that are not so in the second one, each with the first tree's value; a missing node where it has none. */
    static Map<TreePath, JsonNode> of(JsonNode one, JsonNode other) {
        TreeDifferences differences = new TreeDifferences();
        differences.walk(TreePath.ROOT, one, other);
        return differences.found;
    }

    private void walk(TreePath path, JsonNode one, JsonNode other) {
        if (one.equals(other)) {
            return;
        }
        if (one.isObject() && other.isObject()) {
            Set<String> fields = new LinkedHashSet<>();
            add(fields, one.fieldNames());
            add(fields, other.fieldNames());
            fields.forEach(field -> walk(path.field(field), one.path(field), other.path(field)));
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                walk(path.index(i), one.path(i), other.path(i));
            }
        } else {
            found.put(path, one);
        }
    }

    private static void add(Set<String> fields, Iterator<String> names) {
        names.forEachRemaining(fields::add);
    }
}
