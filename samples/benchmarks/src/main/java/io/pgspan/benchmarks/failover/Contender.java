package io.pgspan.benchmarks.failover;

import io.pgspan.postgres.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A running cluster of three members under one way of keeping it available. What is done to it is the same for every contender; faults
 * that only need process ids are made outside of it.
 */
interface Contender extends AutoCloseable {
    /** What it is called in the results. */
    String name();

    /** The members, in order. */
    List<String> members();

    /** Where a member's PostgreSQL listens, the same over restarts. */
    Endpoint postgres(String member);

    /** A member's data directory. */
    Path data(String member);

    /** A member's agent process. */
    long agent(String member);

    /**
     * Whether its agents know as much as PostgreSQL tells: an agent may not have noted yet whose confirmations commits wait for.
     *
     * @param synchronous whether commits wait for a standby
     */
    boolean isSettled(boolean synchronous);

    /** How long a complete cluster is left alone before something is done to it: longer than a round of its agents' loop. */
    Duration settle();

    /** SIGKILL to a member's agent, to its helpers and to PostgreSQL, all gone when this returns; nothing starts them again. */
    void killNode(String member);

    /** Starts the agent of a killed member again; returns at once. */
    void startNode(String member);

    /** Asks for a planned switchover. Returns when it was accepted or carried out, whichever the contender's answer means. */
    void switchover(String leader, String candidate);

    /** From now on the record store answers nothing, on open connections neither. */
    void stopStore();

    /** Ends {@link #stopStore}. */
    void continueStore();

    /** The end of what a member's agent logged. */
    String log(String member);

    /** Ends every process it started and deletes its files. */
    @Override
    void close();
}
