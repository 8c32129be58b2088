package io.pgspan.backup.wal;

import io.pgspan.model.PgspanException;

/** The archive refused a file, or could not deliver one it has. */
public class WalArchiveException extends PgspanException {
    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, where, and what to do */
    public WalArchiveException(String message) {
        super(message);
    }

    /**
     * @param message what was wrong, where, and what to do
     * @param cause what the platform said
     */
    public WalArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
