package io.pgspan.backup;

import io.pgspan.model.PgspanException;

/** A backup or a restore was refused or did not come to its end. */
public class BackupException extends PgspanException {
    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, where, and what to do */
    public BackupException(String message) {
        super(message);
    }

    /**
     * @param message what was wrong, where, and what to do
     * @param cause what the platform said
     */
    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
