package io.pgspan.operators.kubedb.lint;

import static io.pgspan.operators.lint.Trap.info;
import static io.pgspan.operators.lint.Trap.refused;
import static io.pgspan.operators.lint.Trap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import io.pgspan.operators.lint.Trap;
import java.util.List;
import java.util.Set;

/** Election, replication and what an acknowledged commit is worth. */
final class ElectionLints {
    private static final List<String> WHOLE = List.of(
            "period",
            "electionTick",
            "heartbeatTick",
            "maximumLagBeforeFailover",
            "transferLeadershipInterval",
            "transferLeadershipTimeout");
    private static final List<String> DEPRECATED =
            List.of("leaseDurationSeconds", "renewDeadlineSeconds", "retryPeriodSeconds");
    private static final int LAG_BYTES_SMALL = 1 << 20;
    private static final Set<String> WEAK = Set.of("Local", "Off");

    private ElectionLints() {}

    static List<Trap> all() {
        return List.of(
                warning(
                        "leader-election-partial",
                        "spec.leaderElection",
                        ElectionLints::isPartial,
                        "one field given changes the defaults of the others: the tick is 100ms instead of 300ms, so an "
                                + "election starts after 1 s instead of 3 s, and the lag allowed is 32 MiB instead of 64",
                        "write all six fields, or none"),
                warning(
                        "leader-election-deprecated",
                        "spec.leaderElection",
                        o -> DEPRECATED.stream().anyMatch(field -> Look.has(o, "spec", "leaderElection", field)),
                        "the lease fields have no effect any more: members vote and count ticks",
                        "write period, electionTick and heartbeatTick"),
                refused(
                        "leader-election-ticks",
                        "spec.leaderElection",
                        o -> Look.has(o, "spec", "leaderElection")
                                && Look.number(o, 10, "spec", "leaderElection", "electionTick")
                                        <= Look.number(o, 1, "spec", "leaderElection", "heartbeatTick"),
                        "an election would start before a sign of life can come",
                        "write an electionTick of about ten times the heartbeatTick"),
                warning(
                        "lag-in-bytes",
                        "spec.leaderElection.maximumLagBeforeFailover",
                        o -> Look.has(o, "spec", "leaderElection", "maximumLagBeforeFailover")
                                && Look.number(o, LAG_BYTES_SMALL, "spec", "leaderElection", "maximumLagBeforeFailover")
                                        < LAG_BYTES_SMALL,
                        "the number is bytes: a standby so little behind is resynchronised instead of promoted",
                        "write bytes, for example 67108864 for 64 MiB"),
                info(
                        "streaming-mode-absent",
                        "spec.streamingMode",
                        o -> !Look.has(o, "spec", "streamingMode") && DatabaseLook.replicas(o) > 1,
                        "no default is written: replication is asynchronous, and a failover may lose what was "
                                + "acknowledged last",
                        "write streamingMode: Synchronous, or Asynchronous to say that you mean it"),
                refused(
                        "sync-alone",
                        "spec.streamingMode",
                        o -> DatabaseLook.isSynchronous(o) && DatabaseLook.replicas(o) == 1,
                        "a single replica has no standby to confirm its one required confirmation: the object is refused",
                        "write replicas: 3, or streamingMode: Asynchronous"),
                info(
                        "commit-level-default",
                        "spec.synchronousReplicationConfig",
                        o -> DatabaseLook.isSynchronous(o)
                                && DatabaseLook.replicas(o) > 1
                                && !Look.has(o, "spec", "synchronousReplicationConfig", "commitLevel"),
                        "a confirmation means RemoteWrite: written by the standby, not flushed; it is lost when both "
                                + "machines lose power",
                        "write commitLevel: On"),
                warning(
                        "commit-level-weak",
                        "spec.synchronousReplicationConfig.commitLevel",
                        o -> DatabaseLook.isSynchronous(o)
                                && WEAK.contains(Look.text(o, "spec", "synchronousReplicationConfig", "commitLevel")),
                        "commits don't wait for standbys at this level: acknowledged rows are lost with the primary",
                        "write commitLevel: On"),
                refused(
                        "sync-wildcard-and-names",
                        "spec.synchronousReplicationConfig.useWildcard",
                        o -> Look.isTrue(o, "spec", "synchronousReplicationConfig", "useWildcard")
                                && !Look.at(o, "spec", "synchronousReplicationConfig", "standbyNames")
                                        .isEmpty(),
                        "any standby and certain standbys exclude each other",
                        "write one of them"),
                warning(
                        "sync-wildcard",
                        "spec.synchronousReplicationConfig.useWildcard",
                        o -> Look.isTrue(o, "spec", "synchronousReplicationConfig", "useWildcard"),
                        "whatever connects confirms: a backup client or a remote replica counts as a standby",
                        "leave it out, or list standbyNames"),
                refused(
                        "wal-policy-required",
                        "spec.replication.walLimitPolicy",
                        o -> Look.has(o, "spec", "replication")
                                && !Look.has(o, "spec", "replication", "walLimitPolicy"),
                        "the field is required once replication is given",
                        "write WALKeepSize, or ReplicationSlot"),
                refused(
                        "wal-policy-version",
                        "spec.replication.walLimitPolicy",
                        ElectionLints::isPolicyOfOtherVersion,
                        "segments are counted until PostgreSQL 12, megabytes since 13",
                        "write WALKeepSize since 13, WALKeepSegment before"),
                warning(
                        "slot-unlimited",
                        "spec.replication.maxSlotWALKeepSize",
                        o -> Look.is(o, "ReplicationSlot", "spec", "replication", "walLimitPolicy")
                                && Look.number(o, -1, "spec", "replication", "maxSlotWALKeepSize") < 0,
                        "a standby that stays away makes the primary keep log until its volume is full and it stops",
                        "write a limit in MB well below the volume's size"),
                warning(
                        "failover-losing-data",
                        "spec.replication.forceFailoverAcceptingDataLossAfter",
                        o -> Look.has(o, "spec", "replication", "forceFailoverAcceptingDataLossAfter"),
                        "after this time a standby that is behind is promoted: acknowledged rows are lost without asking",
                        "leave it out and decide with a ForceFailOver request when it happens"));
    }

    private static boolean isPartial(JsonNode object) {
        JsonNode election = Look.at(object, "spec", "leaderElection");
        return election.isObject() && !WHOLE.stream().allMatch(field -> Look.has(election, field));
    }

    private static boolean isPolicyOfOtherVersion(JsonNode object) {
        String policy = Look.text(object, "spec", "replication", "walLimitPolicy");
        int major = DatabaseLook.major(object);
        return major > 0 && !policy.isEmpty() && (major >= 13) == policy.equals("WALKeepSegment");
    }
}
