package io.pgspan.multicluster;

import io.pgspan.model.PgspanException;

/** The hub refused something, or did not answer as often as it was asked. What was delivered before stays delivered. */
public class DeliveryException extends PgspanException {
    private static final long serialVersionUID = 1L;

    /** @param message what could not be delivered, where, and what to do */
    public DeliveryException(String message) {
        super(message);
    }

    /**
     * @param message what could not be delivered, where, and what to do
     * @param cause what the client said
     */
    public DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
