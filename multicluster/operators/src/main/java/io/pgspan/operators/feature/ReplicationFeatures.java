package io.pgspan.operators.feature;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.model.replication.Replication.SyncMethod;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What a wish says of replication and election. */
public final class ReplicationFeatures {
    private static final Replication UNSAID = Replication.asynchronous();

    /** Commits that wait for standbys. */
    public static final Feature SYNCHRONOUS = replication(
            "synchronous",
            "commits that wait for standbys",
            "streaming",
            r -> r.toBuilder()
                    .streaming(Streaming.ASYNCHRONOUS)
                    .method(SyncMethod.ANY)
                    .confirmations(1)
                    .commitLevel(CommitLevel.ON)
                    .durability(Durability.REQUIRED)
                    .standbyNames(List.of())
                    .anyStandby(false)
                    .build());

    /** The priority form. */
    public static final Feature SYNC_FIRST = replication(
            "sync-first", "synchronous standbys by priority (FIRST k)", "method", r -> r.withMethod(SyncMethod.ANY));

    /** Another commit level. */
    public static final Feature COMMIT_LEVEL = replication(
            "commit-level",
            "what a confirmation means (remote_write, remote_apply …)",
            "commitLevel",
            r -> r.withCommitLevel(CommitLevel.ON));

    /** Availability before durability. */
    public static final Feature DURABILITY_PREFERRED = replication(
            "durability-preferred",
            "commits that go on while no standby is there",
            "durability",
            r -> r.withDurability(Durability.REQUIRED));

    /** A list of synchronous standbys. */
    public static final Feature STANDBY_NAMES = replication(
            "standby-names",
            "a list of the standbys that may confirm",
            "standbyNames",
            r -> r.withStandbyNames(List.of()));

    /** Any standby that connects. */
    public static final Feature ANY_STANDBY = replication(
            "any-standby", "any standby that connects may confirm (*)", "anyStandby", r -> r.withAnyStandby(false));

    /** Warm standbys. */
    public static final Feature WARM_STANDBYS = replication(
            "warm-standbys",
            "standbys that refuse connections",
            "standbyMode",
            r -> r.withStandbyMode(StandbyMode.HOT));

    /** A limit of lag for promotion. */
    public static final Feature MAXIMUM_LAG = replication(
            "maximum-lag",
            "a limit of lag for promotion, in bytes",
            "maximumLagBytes",
            r -> r.toBuilder().maximumLagBytes(OptionalLong.empty()).build());

    /** Kept write-ahead log. */
    public static final Feature WAL_RETENTION = replication(
            "wal-retention",
            "how much write-ahead log is kept for standbys, slots included",
            "walRetention",
            r -> r.withWalRetention(Optional.empty()));

    /** Failover that loses data. */
    public static final Feature FAILOVER_LOSING_DATA = replication(
            "failover-losing-data",
            "consent to a failover that loses data, after a while",
            "failoverAcceptingDataLossAfter",
            r -> r.withFailoverAcceptingDataLossAfter(Optional.empty()));

    /** Timing of an election by votes. */
    public static final Feature RAFT_TIMING = timing(
            "raft-timing", "timing of an election among members", timing -> timing instanceof ElectionTiming.Raft);

    /** Timing of an election by lease. */
    public static final Feature LEASE_TIMING =
            timing("lease-timing", "timing of a leader's lease", timing -> timing instanceof ElectionTiming.Lease);

    /** A cluster that follows another. */
    public static final Feature STANDBY_CLUSTER = Feature.part(
            "standby-cluster",
            "a cluster that follows another as a whole",
            "standby",
            PostgresCluster::standby,
            wish -> wish.withStandby(Optional.empty()));

    private ReplicationFeatures() {}

    static List<Feature> all() {
        return List.of(
                SYNCHRONOUS,
                SYNC_FIRST,
                COMMIT_LEVEL,
                DURABILITY_PREFERRED,
                STANDBY_NAMES,
                ANY_STANDBY,
                WARM_STANDBYS,
                MAXIMUM_LAG,
                WAL_RETENTION,
                FAILOVER_LOSING_DATA,
                RAFT_TIMING,
                LEASE_TIMING,
                STANDBY_CLUSTER);
    }

    private static Feature replication(String id, String title, String path, UnaryOperator<Replication> without) {
        return Feature.part(
                id,
                title,
                "replication." + path,
                PostgresCluster::replication,
                wish -> wish.replication().equals(UNSAID)
                        ? wish
                        : wish.withReplication(without.apply(wish.replication())));
    }

    private static Feature timing(String id, String title, Predicate<ElectionTiming> kind) {
        return Feature.part(
                id,
                title,
                "election",
                PostgresCluster::election,
                wish -> wish.withElection(wish.election().filter(kind.negate())));
    }
}
