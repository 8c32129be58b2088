package io.pgspan.postgres;

import io.pgspan.model.PgspanException;

/** The server process ended before it accepted connections. The message carries the last lines of its log. */
public final class PostgresStartException extends PgspanException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String log;

    PostgresStartException(String message, int exitCode, String log) {
        super(message + (log.isEmpty() ? "" : ":\n" + log));
        this.exitCode = exitCode;
        this.log = log;
    }

    /** The exit code of the postmaster; 128 + the signal's number when one ended it. */
    public int exitCode() {
        return exitCode;
    }

    /** The last lines of the server's log, possibly empty. */
    public String log() {
        return log;
    }
}
