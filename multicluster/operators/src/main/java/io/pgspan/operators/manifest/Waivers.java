package io.pgspan.operators.manifest;

import java.util.Collection;
import java.util.List;

/**
 * The unknown fields or unsupported parts a caller accepts.
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

    /** Nothing is accepted. */
    public static Waivers none() {
        return new Waivers(List.of());
    }

    /** Whether a path, as a violation prints it, is accepted. */
    public boolean cover(String path) {
        return !paths.isEmpty() && cover(TreePath.of(path));
    }

    /** Whether a path is accepted. */
    public boolean cover(TreePath path) {
        return paths.stream().anyMatch(waived -> waived.covers(path));
    }
}
