package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.model.replication.Replication.SyncMethod;
import io.pgspan.model.replication.WalRetention;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.GoText;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.TextFields;
import java.util.Optional;

/**
 * {@code standbyMode}, {@code streamingMode}, {@code synchronousReplicationConfig} and {@code replication}. How much log is kept is not
 * said where it is what KubeDB's webhook would write anyway: 1536 MB since PostgreSQL 13, 96 segments before.
 */
final class ReplicationSection {
    private static final String SYNC = "synchronousReplicationConfig";
    private static final String KEPT = "replication";
    private static final String POLICY_FIELD = "walLimitPolicy";
    private static final int KEEP_MEGABYTES_DEFAULT = 1536;
    private static final int KEEP_SEGMENTS_DEFAULT = 96;
    private static final int SLOT_MEGABYTES_DEFAULT = -1;
    static final int SIZES_SINCE = 13;

    private enum Policy {
        SIZE,
        SEGMENTS,
        SLOTS
    }

    private static final Words<Policy> POLICY = Words.of("WALKeepSize", Policy.SIZE)
            .or("WALKeepSegment", Policy.SEGMENTS)
            .or("ReplicationSlot", Policy.SLOTS);

    private ReplicationSection() {}

    static Replication.Builder read(Cursor spec, PostgresVersion version) {
        Replication.Builder replication = Replication.builder()
                .standbyMode(spec.choice("standbyMode", KubeDbWords.STANDBY).orElse(StandbyMode.HOT));
        spec.origin("replication.confirmations", SYNC);
        Streaming streaming =
                spec.choice("streamingMode", KubeDbWords.STREAMING).orElse(Streaming.ASYNCHRONOUS);
        if (streaming == Streaming.SYNCHRONOUS) {
            synchronous(spec.object(SYNC), replication);
        } else if (spec.has(SYNC) && !spec.isFaulty("streamingMode")) {
            spec.reject(
                    "sync-config",
                    SYNC,
                    "KubeDB refuses it while streamingMode is not Synchronous",
                    "remove it, or write streamingMode: Synchronous");
        }
        Cursor kept = spec.object(KEPT);
        kept.goDuration("forceFailoverAcceptingDataLossAfter").ifPresent(replication::failoverAcceptingDataLossAfter);
        kept.choice(POLICY_FIELD, POLICY)
                .map(policy -> retention(kept, policy))
                .filter(retention -> !retention.equals(retentionDefault(version)))
                .ifPresent(replication::walRetention);
        return replication;
    }

    private static void synchronous(Cursor sync, Replication.Builder replication) {
        sync.origin("replication.confirmations", "numSyncReplicas");
        sync.origin("replication.standbyNames", "standbyNames");
        replication
                .streaming(Streaming.SYNCHRONOUS)
                .method(sync.choice("mode", KubeDbWords.SYNC_METHOD).orElse(SyncMethod.ANY))
                .confirmations(sync.integer("numSyncReplicas").orElse(1))
                .commitLevel(
                        sync.choice("commitLevel", KubeDbWords.COMMIT_LEVEL).orElse(CommitLevel.REMOTE_WRITE))
                .standbyNames(sync.texts("standbyNames"))
                .anyStandby(sync.bool("useWildcard").orElse(false));
    }

    private static WalRetention retention(Cursor kept, Policy policy) {
        return switch (policy) {
            case SIZE -> new WalRetention.KeepSize(kept.integer("walKeepSize").orElse(KEEP_MEGABYTES_DEFAULT));
            case SEGMENTS ->
                new WalRetention.KeepSegments(kept.integer("walKeepSegment").orElse(KEEP_SEGMENTS_DEFAULT));
            case SLOTS ->
                new WalRetention.Slots(kept.integer("maxSlotWALKeepSize").orElse(SLOT_MEGABYTES_DEFAULT));
        };
    }

    private static WalRetention retentionDefault(PostgresVersion version) {
        return version.major() < SIZES_SINCE
                ? new WalRetention.KeepSegments(KEEP_SEGMENTS_DEFAULT)
                : new WalRetention.KeepSize(KEEP_MEGABYTES_DEFAULT);
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        Replication replication = wish.replication();
        spec.put("standbyMode", KubeDbWords.STANDBY.word(replication.standbyMode()));
        spec.put("streamingMode", KubeDbWords.STREAMING.word(replication.streaming()));
        if (replication.isSynchronous()) {
            ObjectNode sync = spec.putObject(SYNC)
                    .put("mode", KubeDbWords.SYNC_METHOD.word(replication.method()))
                    .put("numSyncReplicas", replication.confirmations())
                    .put("commitLevel", KubeDbWords.COMMIT_LEVEL.word(replication.commitLevel()));
            TextFields.write(sync, "standbyNames", replication.standbyNames());
            if (replication.isAnyStandby()) {
                sync.put("useWildcard", true);
            }
        }
        if (replication.walRetention().isPresent()
                || replication.failoverAcceptingDataLossAfter().isPresent()) {
            ObjectNode kept = spec.putObject(KEPT);
            Optional<WalRetention> said = replication.walRetention();
            write(kept, said.orElseGet(() -> retentionDefault(wish.version())));
            replication
                    .failoverAcceptingDataLossAfter()
                    .ifPresent(time -> kept.put("forceFailoverAcceptingDataLossAfter", GoText.text(time)));
        }
    }

    /** Says the policy, which the schema demands, when only a leftover of the object was put back. */
    static void complete(PostgresCluster wish, ObjectNode spec) {
        if (spec.get(KEPT) instanceof ObjectNode kept && !kept.has(POLICY_FIELD)) {
            write(kept, retentionDefault(wish.version()));
        }
    }

    private static void write(ObjectNode kept, WalRetention retention) {
        retention.<ObjectNode>match(
                size -> kept.put(POLICY_FIELD, POLICY.word(Policy.SIZE)).put("walKeepSize", size.megabytes()),
                segments ->
                        kept.put(POLICY_FIELD, POLICY.word(Policy.SEGMENTS)).put("walKeepSegment", segments.segments()),
                slots -> kept.put(POLICY_FIELD, POLICY.word(Policy.SLOTS))
                        .put("maxSlotWALKeepSize", slots.limitMegabytes()));
    }
}
