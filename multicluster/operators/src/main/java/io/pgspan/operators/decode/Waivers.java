package io.pgspan.operators.decode;

import io.pgspan.operators.manifest.TreePath;
import java.util.Collection;
import java.util.List;

/**
 * The unknown fields a caller accepts.
 *
 * @param paths each covers its field and everything below; {@code []} stands for every index
 */
public record Waivers(List<TreePath> paths) {
    /** Copies the list. */
    public Waivers {
        paths = List.copyOf(paths);
    }

    /** Reads paths as a violation prints them. */
    public static Waivers of(Collection<String> paths) {
        return new Waivers(paths.stream()
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(TreePath::of)
                .toList());
    }

    boolean cover(TreePath path) {
        return paths.stream().anyMatch(waived -> waived.covers(path));
    }
}
