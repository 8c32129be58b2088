package io.pgspan.backup;

/** No backup and no log in the archive lead to the target. The message says, for each backup, why not. */
public final class UnreachableTargetException extends BackupException {
    private static final long serialVersionUID = 1L;

    /** @param message which target, and why not from each backup */
    public UnreachableTargetException(String message) {
        super(message);
    }
}
