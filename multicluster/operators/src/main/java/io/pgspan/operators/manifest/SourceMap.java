package io.pgspan.operators.manifest;

import java.util.HashMap;
import java.util.Map;

/** Where each value of one tree stands in its text. A path the text doesn't have stands where the nearest one above it does. */
final class SourceMap {
    static final SourceMap NONE = new SourceMap("", 0);

    private final String file;
    private final int firstLine;
    private final Map<TreePath, Integer> lines = new HashMap<>();

    SourceMap(String file, int firstLine) {
        this.file = file;
        this.firstLine = firstLine;
    }

    void put(TreePath path, int line) {
        lines.putIfAbsent(path, line);
    }

    Location of(TreePath path) {
        TreePath at = path;
        while (!at.steps().isEmpty()) {
            Integer line = lines.get(at);
            if (line != null) {
                return new Location(file, line);
            }
            at = at.parent();
        }
        return new Location(file, firstLine);
    }

    /** The places of the tree below a path, as a tree of its own. */
    SourceMap below(TreePath root) {
        SourceMap map = new SourceMap(file, of(root).line());
        int depth = root.steps().size();
        lines.forEach((path, line) -> {
            if (path.steps().size() > depth && root.covers(path)) {
                map.put(new TreePath(path.steps().subList(depth, path.steps().size())), line);
            }
        });
        return map;
    }
}
