package io.pgspan.backup.store;

import io.pgspan.model.PgspanException;

/** A store did not do what it was asked; nothing of the failed call is visible. */
public final class StoreException extends PgspanException {
    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, where, and what to do */
    public StoreException(String message) {
        super(message);
    }

    /**
     * @param message what was wrong, where, and what to do
     * @param cause what the platform said
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
