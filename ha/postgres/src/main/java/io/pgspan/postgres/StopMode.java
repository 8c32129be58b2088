package io.pgspan.postgres;

/** PostgreSQL's three ways to shut down, by the signal its postmaster understands. */
public enum StopMode {
    /** SIGTERM: no new sessions, waits until every client has left. */
    SMART("TERM"),
    /** SIGINT: rolls clients back, writes the shutdown checkpoint and sends it to connected standbys. */
    FAST("INT"),
    /** SIGQUIT: no checkpoint; crash recovery at the next start. */
    IMMEDIATE("QUIT");

    private final String signal;

    StopMode(String signal) {
        this.signal = signal;
    }

    String signal() {
        return signal;
    }
}
