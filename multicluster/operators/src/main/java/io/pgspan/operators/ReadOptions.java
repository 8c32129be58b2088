package io.pgspan.operators;

import java.util.Collection;
import java.util.List;

/**
 * How manifests are read.
 *
 * @param waivers paths of unknown fields that are accepted, with everything below them; {@code []} stands for every index. Default:
 *     none
 */
public record ReadOptions(List<String> waivers) {
    /** Copies the list. */
    public ReadOptions {
        waivers = List.copyOf(waivers);
    }

    /** Nothing waived. */
    public static ReadOptions ofDefaults() {
        return new ReadOptions(List.of());
    }

    /** These unknown fields are accepted and kept. */
    public static ReadOptions waiving(Collection<String> paths) {
        return new ReadOptions(List.copyOf(paths));
    }
}
