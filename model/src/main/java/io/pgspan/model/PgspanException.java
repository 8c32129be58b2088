package io.pgspan.model;

/**
 * The root of everything pgspan throws. A message says what was wrong, where (a path, a file, an object), and what to do.
 */
public class PgspanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, where, and what to do */
    public PgspanException(String message) {
        super(message);
    }

    /**
     * @param message what was wrong, where, and what to do
     * @param cause what the platform said
     */
    public PgspanException(String message, Throwable cause) {
        super(message, cause);
    }
}
