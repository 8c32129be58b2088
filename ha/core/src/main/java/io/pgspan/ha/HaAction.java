package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;

/**
 * What the engine wants done. The agent carries actions out in order; it decides nothing, with one exception: {@link Bootstrap},
 * {@link StartPrimary} and {@link Promote} are dropped when, at the very moment they are carried out, the deadline of the state they
 * were decided with has passed. A process that was suspended between the decision and the deed would promote without a lease.
 */
public sealed interface HaAction {

    /**
     * Write the record if its version still matches.
     *
     * @param expectedVersion the version that justifies the write
     * @param next the record to write
     * @param purpose what for
     */
    record WriteRecord(String expectedVersion, ClusterRecord next, Purpose purpose) implements HaAction {}

    /** Stop PostgreSQL at once, whatever it is doing: it may no longer acknowledge anything. */
    record Fence() implements HaAction {}

    /** Create the database and start it as a primary. */
    record Bootstrap() implements HaAction {}

    /** Start the existing data out of recovery. */
    record StartPrimary() implements HaAction {}

    /**
     * Start the existing data in recovery.
     *
     * @param upstream whom to follow, empty for nobody
     */
    record StartStandby(String upstream) implements HaAction {}

    /**
     * Let the running standby follow.
     *
     * @param upstream whom to follow
     */
    record Follow(String upstream) implements HaAction {}

    /**
     * Stop the WAL receiver, wait until it is gone, and keep the promise on disk before it is published.
     *
     * @param version the record version the promise speaks of
     */
    record Promise(String version) implements HaAction {}

    /** Promote the running standby. */
    record Promote() implements HaAction {}

    /**
     * Replace the data by a copy of a primary's.
     *
     * @param source the primary
     * @param why what forbids following with the data at hand
     */
    record Clone(String source, String why) implements HaAction {}

    /** Why the record is written. */
    enum Purpose {
        /** To take the lease. */
        ACQUIRE,
        /** To keep it. */
        RENEW,
        /** To give it back, for oneself or for an earlier incarnation of the same pod. */
        RELEASE
    }
}
