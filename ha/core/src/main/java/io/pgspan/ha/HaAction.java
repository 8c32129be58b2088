package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.model.wal.TimelineHistory;

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

    /** Create the database; it is started once the record knows it, so that nobody acknowledges in a database that is founded again. */
    record Bootstrap() implements HaAction {}

    /**
     * Start the existing data out of recovery.
     *
     * @param waitsFor whom commits wait for from the first one on
     */
    record StartPrimary(SyncSetting waitsFor) implements HaAction {}

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
     * @param promise the record it speaks of
     */
    record GivePromise(Promise promise) implements HaAction {}

    /**
     * Promote the running standby.
     *
     * @param waitsFor whom commits wait for from the first one on
     * @param published the newest history that was published: the new timeline's number is greater, whether or not this standby has
     *     ever received anything of that timeline. Two timelines of one number can't be told apart, neither by a standby nor by an
     *     archive
     */
    record Promote(SyncSetting waitsFor, TimelineHistory published) implements HaAction {}

    /**
     * Let the running primary's commits wait for others.
     *
     * @param waitsFor whom
     */
    record WaitFor(SyncSetting waitsFor) implements HaAction {}

    /** Shut the primary down in order, after a checkpoint: connected standbys receive its last record. */
    record HandOver() implements HaAction {}

    /**
     * Let {@code pg_rewind} make the stopped data part of a primary's history, then start it as its standby.
     *
     * @param source the primary
     * @param why what forbids following with the data at hand
     */
    record Rewind(String source, String why) implements HaAction {}

    /**
     * Ask every other member whether this holder may go on without the store.
     *
     * @param epoch the epoch it leads
     */
    record AskFailsafe(long epoch) implements HaAction {}

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
        RELEASE,
        /** To hand on what an operator wants; it touches no lease. */
        COMMAND
    }
}
