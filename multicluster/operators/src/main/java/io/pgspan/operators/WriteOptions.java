package io.pgspan.operators;

import io.pgspan.operators.manifest.Waivers;
import java.util.Collection;

/**
 * How a wish is written.
 *
 * @param waivers paths of the wish that may be left out where the operator can't express them. Default: none
 */
public record WriteOptions(Waivers waivers) {

    /** Nothing may be left out. */
    public static WriteOptions ofDefaults() {
        return new WriteOptions(Waivers.none());
    }

    /** These parts of the wish may be left out. */
    public static WriteOptions waiving(Collection<String> paths) {
        return new WriteOptions(Waivers.of(paths));
    }
}
