package io.pgspan.agent;

import io.pgspan.model.PgspanException;

/** The agent can't do what it was asked to. */
public class AgentException extends PgspanException {
    private static final long serialVersionUID = 1L;

    /** @param message what, where, what to do */
    public AgentException(String message) {
        super(message);
    }

    /**
     * @param message what, where, what to do
     * @param cause what the platform said
     */
    public AgentException(String message, Throwable cause) {
        super(message, cause);
    }
}
