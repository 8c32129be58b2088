package io.pgspan.model.replication;

/**
 * How standbys follow the primary.
 *
 * @param streaming when a commit is acknowledged
 * @param method which standbys count, when synchronous
 * @param confirmations how many standbys must confirm, when synchronous; at least 1
 * @param commitLevel what a confirmation means, when synchronous
 * @param standbyMode whether standbys answer queries
 */
public record Replication(
        Streaming streaming, SyncMethod method, int confirmations, CommitLevel commitLevel, StandbyMode standbyMode) {

    /** When a commit is acknowledged. */
    public enum Streaming {
        /** When it is durable on the primary. */
        ASYNCHRONOUS,
        /** When enough standbys have confirmed it as well. */
        SYNCHRONOUS
    }

    /** Which standbys count: PostgreSQL's {@code ANY} (quorum) or {@code FIRST} (priority). */
    public enum SyncMethod {
        /** Any {@code k} of the listed ones. */
        ANY,
        /** The first {@code k} of the list that are connected. */
        FIRST
    }

    /** PostgreSQL's {@code synchronous_commit}. */
    public enum CommitLevel {
        /** Flushed by the standby. */
        ON,
        /** Replayed by the standby. */
        REMOTE_APPLY,
        /** Written, not flushed, by the standby. */
        REMOTE_WRITE,
        /** Flushed by the primary only. */
        LOCAL,
        /** Not even flushed by the primary. */
        OFF
    }

    /** Whether standbys answer queries. */
    public enum StandbyMode {
        /** They do. */
        HOT,
        /** They refuse connections. */
        WARM
    }

    /** Commits are acknowledged by the primary alone; standbys are hot. */
    public static Replication asynchronous() {
        return new Replication(Streaming.ASYNCHRONOUS, SyncMethod.ANY, 1, CommitLevel.ON, StandbyMode.HOT);
    }

    /** Commits are acknowledged once any {@code confirmations} standbys have flushed them. */
    public static Replication anySynchronous(int confirmations) {
        return new Replication(Streaming.SYNCHRONOUS, SyncMethod.ANY, confirmations, CommitLevel.ON, StandbyMode.HOT);
    }

    /** The same replication with warm standbys. */
    public Replication warm() {
        return new Replication(streaming, method, confirmations, commitLevel, StandbyMode.WARM);
    }

    /** Whether a commit waits for standbys. */
    public boolean isSynchronous() {
        return streaming == Streaming.SYNCHRONOUS;
    }
}
