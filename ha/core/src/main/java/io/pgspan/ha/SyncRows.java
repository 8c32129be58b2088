package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.sync.SyncCandidate;
import io.pgspan.ha.sync.SyncGuarantee;
import io.pgspan.ha.sync.SyncPlanner;
import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.ha.sync.SyncStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of a primary that leads: which standbys its commits wait for, and what the record says of that. */
final class SyncRows {
    private SyncRows() {}

    static Decision decide(HaState state, ClusterRecord record, Duration now) {
        String steady = "leads epoch " + record.epoch();
        Replication replication = state.local().replication();
        if (replication == null || record.format() < 2) {
            return HaEngine.wait(state, "holder.steady", steady);
        }
        boolean kept = record.guarantee().equals(SyncGuarantee.asynchronous())
                || replication
                        .setting()
                        .filter(s -> s.implies(record.guarantee()))
                        .isPresent();
        if (!kept) {
            return HaEngine.act(
                    state,
                    "sync.restore",
                    "commits are acknowledged otherwise than the record says; somebody has changed the setting",
                    new HaAction.WaitFor(record.guarantee().setting()));
        }
        SyncStep step = SyncPlanner.next(
                state.rules().sync(),
                state.seat().tags(state.me().member()).domain(),
                candidates(state, replication),
                record.guarantee(),
                replication.setting(),
                Optional.ofNullable(state.sync().settledAt()),
                state.sync().lastNames());
        HaState next = state.with(state.sync().lonely(null));
        if (step instanceof SyncStep.Claim claim) {
            if (degrades(record.guarantee(), claim.guarantee())) {
                Duration since =
                        state.sync().lonelySince() == null ? now : state.sync().lonelySince();
                next = state.with(state.sync().lonely(since));
                if (now.minus(since).compareTo(state.rules().degradeAfter()) < 0) {
                    return HaEngine.wait(next, "sync.lonely", "commits wait for a standby that is not there");
                }
            }
            ClusterRecord claimed =
                    record.renewed(HolderRows.published(state, record)).guaranteeing(claim.guarantee());
            return HaEngine.act(
                    next,
                    "sync.claim",
                    "acknowledged commits are on " + claim.guarantee(),
                    HaEngine.write(state, claimed, HaAction.Purpose.RENEW));
        }
        if (step instanceof SyncStep.Apply apply) {
            return HaEngine.act(
                    next,
                    "sync.apply",
                    "commits shall wait for " + apply.setting(),
                    new HaAction.WaitFor(apply.setting()));
        }
        return step instanceof SyncStep.Await await
                ? HaEngine.wait(next, "sync.await", await.why())
                : HaEngine.wait(next, "holder.steady", steady);
    }

    /** From a guarantee that somebody besides the holder has every commit to one that nobody has. */
    private static boolean degrades(SyncGuarantee claimed, SyncGuarantee next) {
        return claimed.synchronous() && claimed.count() > 0 && next.synchronous() && next.count() == 0;
    }

    private static List<SyncCandidate> candidates(HaState state, Replication replication) {
        List<SyncCandidate> candidates = new ArrayList<>();
        for (StandbyRow row : replication.rows()) {
            Member member = state.seat().member(row.name());
            if (member == null
                    || member.arbiter()
                    || member.name().equals(state.me().member())) {
                continue;
            }
            Tags tags = member.tags();
            candidates.add(new SyncCandidate(
                    member.name(),
                    tags.noSync(),
                    tags.syncPriority(),
                    tags.noFailover(),
                    tags.domain(),
                    row.streaming(),
                    row.confirmed()));
        }
        return candidates;
    }

    /** Whom the first commits of a new primary wait for: what the record already guarantees holds from the first one on. */
    static SyncSetting first(HaState state, ClusterRecord record) {
        SyncGuarantee guarantee = record.guarantee();
        if (guarantee.count() > 0
                || !guarantee.synchronous()
                || !state.rules().sync().strict()) {
            return guarantee.setting();
        }
        List<String> others = new ArrayList<>();
        for (String member : record.members()) {
            if (!member.equals(state.me().member())
                    && !state.seat().tags(member).noSync()) {
                others.add(member);
            }
        }
        return others.isEmpty() ? SyncSetting.nobody() : SyncSetting.any(1, others);
    }
}
