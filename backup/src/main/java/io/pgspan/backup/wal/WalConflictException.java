package io.pgspan.backup.wal;

/**
 * The archive holds other bytes under the name. Two servers archive into one place: a copy that was restored and promoted, or an old
 * primary that came back. Overwriting would destroy the only way back for one of them.
 */
public final class WalConflictException extends WalArchiveException {
    private static final long serialVersionUID = 1L;

    WalConflictException(String message) {
        super(message);
    }
}
