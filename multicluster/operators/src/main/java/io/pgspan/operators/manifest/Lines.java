package io.pgspan.operators.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an object's fields or a list's items, in their order, and the same of the objects and lists among them: a shadow of the tree that
 * holds no path and no name. Made along with the tree; a place is looked up by walking both.
 */
final class Lines {
    private static final int FEW = 16;
    private static final int FIRST_CAPACITY = 8;

    private int[] lines = new int[FIRST_CAPACITY];
    private Lines @Nullable [] below;
    private int count;
    private @Nullable Map<String, Integer> positions;

    /** The next field or item, and what is below if it is an object or a list. */
    void add(int line, @Nullable Lines child) {
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, 2 * count);
        }
        if (child != null) {
            if (below == null || below.length <= count) {
                below = below == null ? new Lines[lines.length] : Arrays.copyOf(below, lines.length);
            }
            below[count] = child;
        }
        lines[count] = line;
        count++;
    }

    /** The position of a step below this node, −1 when the text has none. */
    int position(JsonNode node, TreePath.Step step) {
        if (!step.isField()) {
            return node.isArray() && step.index() < count ? step.index() : -1;
        }
        if (!node.isObject()) {
            return -1;
        }
        if (count > FEW) {
            return index(node).getOrDefault(step.key(), -1);
        }
        Iterator<String> names = node.fieldNames();
        for (int i = 0; names.hasNext(); i++) {
            if (names.next().equals(step.key())) {
                return i;
            }
        }
        return -1;
    }

    int line(int position) {
        return lines[position];
    }

    @Nullable
    Lines below(int position) {
        return below == null || position >= below.length ? null : below[position];
    }

    /** Made once, so that many findings in a big object don't search it each; immutable, so that threads may share it. */
    private Map<String, Integer> index(JsonNode node) {
        @Nullable Map<String, Integer> known = positions;
        if (known == null) {
            Map<String, Integer> made = new HashMap<>();
            Iterator<String> names = node.fieldNames();
            while (names.hasNext()) {
                made.put(names.next(), made.size());
            }
            known = Map.copyOf(made);
            positions = known;
        }
        return known;
    }
}
