package io.pgspan.operators.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Where each value of one tree stands in its text. A path the text doesn't have stands where the nearest one above it does.
 *
 * @param file the name the text was given under
 * @param firstLine where the tree begins; 0 when unknown
 * @param lines what is known of the values below
 */
record SourceMap(String file, int firstLine, @Nullable Lines lines) {
    static final SourceMap NONE = new SourceMap("", 0, null);

    Location of(JsonNode tree, TreePath path) {
        return new Location(file, below(tree, path).firstLine());
    }

    /** The places of the tree below a path, as a tree of its own. */
    SourceMap below(JsonNode tree, TreePath path) {
        @Nullable Lines at = lines;
        int line = firstLine;
        JsonNode node = tree;
        for (TreePath.Step step : path.steps()) {
            int position = at == null ? -1 : at.position(node, step);
            if (at == null || position < 0) {
                return new SourceMap(file, line, null);
            }
            line = at.line(position);
            node = step.isField() ? node.path(step.key()) : node.path(step.index());
            at = at.below(position);
        }
        return new SourceMap(file, line, at);
    }
}
