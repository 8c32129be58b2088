package io.pgspan.postgres;

import io.pgspan.model.PgspanException;

/** The server could not be asked, or did not answer within the limit. Nothing is known about its state. */
public final class PostgresUnavailableException extends PgspanException {
    private static final long serialVersionUID = 1L;

    /** The SQLSTATE of a broken or missing connection, used where the cause has none. */
    static final String CONNECTION_FAILURE = "08006";

    private final String sqlState;

    PostgresUnavailableException(String message, String sqlState, Throwable cause) {
        super(message + " (SQLSTATE " + sqlState + ")", cause);
        this.sqlState = sqlState;
    }

    /** The five characters of the SQLSTATE; class 08 when the connection failed, 57P03 while the server starts. */
    public String sqlState() {
        return sqlState;
    }
}
