package io.pgspan.ha.record;

import java.util.function.Function;
import java.util.function.Supplier;

/** What became of a write. */
public sealed interface WriteResult {

    /**
     * It is in the store.
     *
     * @param version the version it got
     */
    record Written(String version) implements WriteResult {}

    /** The store holds another version than the one named: nothing was written. */
    record Conflict() implements WriteResult {}

    /**
     * The outcome is unknown: the write may have been applied, or may still be.
     *
     * @param why what the store or the network said
     */
    record Unknown(String why) implements WriteResult {}

    /** One answer for each case. */
    default <T> T match(Function<Written, T> written, Supplier<T> conflict, Function<Unknown, T> unknown) {
        if (this instanceof Written w) {
            return written.apply(w);
        }
        if (this instanceof Unknown u) {
            return unknown.apply(u);
        }
        return conflict.get();
    }
}
