package io.pgspan.ha.record.majority;

import java.util.function.Function;
import java.util.function.Supplier;

/** What became of a {@link Wish}. */
public sealed interface Outcome {

    /** To a read: the record. */
    record Holds(String version, String text) implements Outcome {}

    /** To a read: there is no record. */
    record Empty() implements Outcome {}

    /** To a write: a majority has it. */
    record Written(String version) implements Outcome {}

    /** To a write: the record has another version than the one named; nothing was written and never will be. */
    record Conflict() implements Outcome {}

    /** To a consent: done. */
    record Settled() implements Outcome {}

    /** To a consent that can't be: why not, and what to do. Nothing was changed. */
    record Refused(String why) implements Outcome {}

    /** No majority answered: a read says nothing, a write may have been applied or may still be. */
    record Undecided(String why) implements Outcome {}

    /** One answer for each case. */
    default <T> T match(
            Function<Holds, T> holds,
            Supplier<T> empty,
            Function<Written, T> written,
            Supplier<T> conflict,
            Supplier<T> settled,
            Function<Refused, T> refused,
            Function<Undecided, T> undecided) {
        if (this instanceof Holds h) {
            return holds.apply(h);
        }
        if (this instanceof Empty) {
            return empty.get();
        }
        if (this instanceof Written w) {
            return written.apply(w);
        }
        if (this instanceof Conflict) {
            return conflict.get();
        }
        if (this instanceof Refused r) {
            return refused.apply(r);
        }
        return this instanceof Undecided u ? undecided.apply(u) : settled.get();
    }
}
