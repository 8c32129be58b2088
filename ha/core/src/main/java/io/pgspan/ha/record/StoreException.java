package io.pgspan.ha.record;

import io.pgspan.model.PgspanException;

/** The store could not be read in time. It says nothing about the record. */
public class StoreException extends PgspanException {
    private static final long serialVersionUID = 1L;

    /** @param message which store, what failed */
    public StoreException(String message) {
        super(message);
    }

    /**
     * @param message which store, what failed
     * @param cause what the client said
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
