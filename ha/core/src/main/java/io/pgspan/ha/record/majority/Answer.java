package io.pgspan.ha.record.majority;

import java.util.function.Function;
import java.util.function.Supplier;

/** What a store said to one request. */
public sealed interface Answer {

    /**
     * To a read: the object.
     *
     * @param version the store's version of the object: compared for equality only, another after each change
     * @param uid which object it is: another after it was deleted and made again
     * @param envelope what it holds
     */
    record Found(String version, String uid, Envelope envelope) implements Answer {}

    /** To a read: there is no object. */
    record Absent() implements Answer {}

    /**
     * To a write: it is in the store.
     *
     * @param version the version it got
     * @param uid the object it is in
     */
    record Written(String version, String uid) implements Answer {}

    /** To a write: the object has another version, is gone, or (to a creation) is there already; nothing was written and never will be. */
    record Conflict() implements Answer {}

    /**
     * No usable answer: a write may have been applied, or may still be.
     *
     * @param why what the store or the network said
     */
    record Unknown(String why) implements Answer {}

    /** One answer for each case. */
    default <T> T match(
            Function<Found, T> found,
            Supplier<T> absent,
            Function<Written, T> written,
            Supplier<T> conflict,
            Function<Unknown, T> unknown) {
        if (this instanceof Found f) {
            return found.apply(f);
        }
        if (this instanceof Absent) {
            return absent.get();
        }
        if (this instanceof Written w) {
            return written.apply(w);
        }
        if (this instanceof Unknown u) {
            return unknown.apply(u);
        }
        return conflict.get();
    }
}
