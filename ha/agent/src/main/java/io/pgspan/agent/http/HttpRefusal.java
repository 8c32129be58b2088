package io.pgspan.agent.http;

/** A request that is not read to its end. */
final class HttpRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    HttpRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
