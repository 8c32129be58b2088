package io.pgspan.ha.record.majority;

import java.util.function.Function;

/** What is to be asked of one store. At most one request to a store is under way. */
public sealed interface Request {
    /** The store's name. */
    String store();

    /** Read the object. */
    record Read(String store) implements Request {}

    /** Make the object; a conflict when there is one. */
    record Create(String store, Envelope envelope) implements Request {}

    /** Replace what the object holds if it still has this version. */
    record Update(String store, String version, Envelope envelope) implements Request {}

    /** One answer for each case. */
    default <T> T match(Function<Read, T> read, Function<Create, T> create, Function<Update, T> update) {
        if (this instanceof Create c) {
            return create.apply(c);
        }
        if (this instanceof Update u) {
            return update.apply(u);
        }
        return read.apply((Read) this);
    }
}
