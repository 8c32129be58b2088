package io.pgspan.postgres;

import io.pgspan.model.PgspanException;

/** The server answered with an error. */
public final class PostgresServerException extends PgspanException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;

    PostgresServerException(String message, String sqlState) {
        super(message + " (SQLSTATE " + sqlState + ")");
        this.sqlState = sqlState;
    }

    /** The five characters of the SQLSTATE. */
    public String sqlState() {
        return sqlState;
    }
}
