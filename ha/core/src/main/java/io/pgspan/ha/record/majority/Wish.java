package io.pgspan.ha.record.majority;

import java.util.function.Function;
import java.util.function.Supplier;

/** What a caller wants of the register. */
public sealed interface Wish {

    /** The record as it is. */
    record Read() implements Wish {}

    /** A record where there is none. All stores must answer. */
    record Create(String text) implements Wish {}

    /** Another record in place of the version named. */
    record Update(String expectedVersion, String text) implements Wish {}

    /** No vote for a store whose object is gone or another one: the first half of an operator's consent. */
    record Dismiss(String store) implements Wish {}

    /** A vote for the object that a store without one has now, made when it has none: the second half of an operator's consent. */
    record Admit(String store) implements Wish {}

    /** One answer for each case. */
    default <T> T match(
            Supplier<T> read,
            Function<Create, T> create,
            Function<Update, T> update,
            Function<Dismiss, T> dismiss,
            Function<Admit, T> admit) {
        if (this instanceof Create c) {
            return create.apply(c);
        }
        if (this instanceof Update u) {
            return update.apply(u);
        }
        if (this instanceof Dismiss d) {
            return dismiss.apply(d);
        }
        return this instanceof Admit a ? admit.apply(a) : read.get();
    }
}
