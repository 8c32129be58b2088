package io.pgspan.model.replication;

import io.pgspan.model.ValueStyle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * How standbys follow the primary, and what an acknowledged commit means.
 *
 * <pre>{@code
 * Replication.asynchronous()
 * Replication.anySynchronous(1)
 * Replication.anySynchronous(2).withCommitLevel(CommitLevel.REMOTE_APPLY)
 * }</pre>
 */
@Value.Immutable
@ValueStyle
public interface Replication extends WithReplication {

    /** When a commit is acknowledged. */
    enum Streaming {
        /** When it is durable on the primary. */
        ASYNCHRONOUS,
        /** When enough standbys have confirmed it as well. */
        SYNCHRONOUS
    }

    /** Which standbys count: PostgreSQL's {@code ANY} (quorum) or {@code FIRST} (priority). */
    enum SyncMethod {
        /** Any {@code k} of the listed ones. */
        ANY,
        /** The first {@code k} of the list that are connected. */
        FIRST
    }

    /** PostgreSQL's {@code synchronous_commit}. */
    enum CommitLevel {
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
    enum StandbyMode {
        /** They do. */
        HOT,
        /** They refuse connections. */
        WARM
    }

    /** What happens to commits while fewer standbys are there than must confirm. */
    enum Durability {
        /** They wait: no acknowledged commit is lost with the primary. */
        REQUIRED,
        /** They are acknowledged all the same: availability before durability. */
        PREFERRED
    }

    /** When a commit is acknowledged. Default {@link Streaming#ASYNCHRONOUS}. */
    @Value.Default
    default Streaming streaming() {
        return Streaming.ASYNCHRONOUS;
    }

    /** Which standbys count, when synchronous. Default {@link SyncMethod#ANY}. */
    @Value.Default
    default SyncMethod method() {
        return SyncMethod.ANY;
    }

    /** How many standbys must confirm, when synchronous; at least 1. Default 1. */
    @Value.Default
    default int confirmations() {
        return 1;
    }

    /** What a confirmation means, when synchronous. Default {@link CommitLevel#ON}. */
    @Value.Default
    default CommitLevel commitLevel() {
        return CommitLevel.ON;
    }

    /** What happens while too few standbys are there, when synchronous. Default {@link Durability#REQUIRED}. */
    @Value.Default
    default Durability durability() {
        return Durability.REQUIRED;
    }

    /** The standbys that may confirm, by pod name; empty: all of the cluster's. Only when synchronous. */
    List<String> standbyNames();

    /** Whether any standby that connects may confirm, of this cluster or not ({@code *}). Default false. Only when synchronous. */
    @Value.Default
    default boolean isAnyStandby() {
        return false;
    }

    /** Whether standbys answer queries. Default {@link StandbyMode#HOT}. */
    @Value.Default
    default StandbyMode standbyMode() {
        return StandbyMode.HOT;
    }

    /** A standby further behind, in bytes of write-ahead log, is not promoted; absent: the operator's default. */
    OptionalLong maximumLagBytes();

    /** What write-ahead log is kept for standbys; absent: the operator's default. */
    Optional<WalRetention> walRetention();

    /**
     * Consent to lose data: after this time a standby that is behind a missing one is promoted. Absent: never, the cluster waits
     * for the missing one.
     */
    Optional<Duration> failoverAcceptingDataLossAfter();

    /** Commits are acknowledged by the primary alone; standbys are hot. */
    static Replication asynchronous() {
        return builder().build();
    }

    /** Commits are acknowledged once any {@code confirmations} standbys have flushed them. */
    static Replication anySynchronous(int confirmations) {
        return synchronous(SyncMethod.ANY, confirmations);
    }

    /** Commits are acknowledged once the first {@code confirmations} connected standbys of the list have flushed them. */
    static Replication firstSynchronous(int confirmations) {
        return synchronous(SyncMethod.FIRST, confirmations);
    }

    private static Replication synchronous(SyncMethod method, int confirmations) {
        return builder()
                .streaming(Streaming.SYNCHRONOUS)
                .method(method)
                .confirmations(confirmations)
                .build();
    }

    /** Starts an asynchronous replication. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with this replication. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** The same replication with warm standbys. */
    default Replication warm() {
        return toBuilder().standbyMode(StandbyMode.WARM).build();
    }

    /** Whether a commit waits for standbys. */
    default boolean isSynchronous() {
        return streaming() == Streaming.SYNCHRONOUS;
    }

    /** The fluent builder. */
    final class Builder extends ImmutableReplication.Builder {
        Builder() {}
    }
}
