package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Database;
import io.pgspan.ha.record.Outcome;
import io.pgspan.ha.record.Pause;
import io.pgspan.ha.record.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a member whom the record names. All it has to tell goes into one write a step, and that write comes before all that changes
 * anything: what follows in a decision is not done when it fails.
 */
final class HolderRows {
    private HolderRows() {}

    static Decision decide(HaState state, ClusterRecord record, Duration now) {
        if (state.unbound()) {
            return unbound(state, record, now);
        }
        if (!state.holds(now)) {
            return HaEngine.act(
                    state,
                    "holder.regain",
                    "the lease ran out here and nobody has taken it: renewing before anything else",
                    HaEngine.write(state, record.renewed(published(state, record)), HaAction.Purpose.RENEW));
        }
        if (record.pause() != Pause.NONE) {
            return renewing(
                    state, record, now, HaEngine.wait(state, "pause.holder", "maintenance is on; the lease is kept"));
        }
        Decision yielding = YieldRows.decide(state, record, now);
        if (yielding != null) {
            return renewing(state, record, now, yielding);
        }
        if (state.local().busy()) {
            return renewing(
                    state, record, now, HaEngine.wait(state, "holder.busy", "an operation on PostgreSQL is in flight"));
        }
        Request request = record.asked();
        if (request != null) {
            Decision handover = HandoverRows.decide(state, record, request, now);
            if (handover != null) {
                return renewing(state, record, now, handover);
            }
        }
        return renewing(state, record, now, rest(state, record, now));
    }

    /** The end of a pause is acknowledged by a renewal; from before it is sent the holder is bound by its deadline again. */
    private static Decision unbound(HaState state, ClusterRecord record, Duration now) {
        if (state.sight().gone()) {
            return HaEngine.wait(
                    state, "pause.record-gone", "maintenance: the primary stays, though its record can't be found");
        }
        HaAction renewal = HaEngine.write(state, record.renewed(published(state, record)), HaAction.Purpose.RENEW);
        if (record.pause() == Pause.ENDING) {
            HaState bound = state.bound(true).withLease(now.plus(state.policy().renewDeadline()), state.renewed());
            return HaEngine.act(bound, "pause.ends", "the end of the maintenance is acknowledged", renewal);
        }
        return due(state, now)
                ? HaEngine.act(
                        state, "pause.unbound", "maintenance: the primary stays whatever becomes of the lease", renewal)
                : HaEngine.wait(state, "pause.unbound", "maintenance: the primary stays whatever becomes of the lease");
    }

    /** Puts what there is to write in front of a decision that writes nothing itself; a renewal alone waits until it is due. */
    private static Decision renewing(HaState state, ClusterRecord record, Duration now, Decision rest) {
        List<HaAction> actions = new ArrayList<>();
        if (asksFailsafe(state, record, now)) {
            // before the renewal: what comes after a write is not done when the write has no answer
            actions.add(new HaAction.AskFailsafe(record.epoch()));
        }
        boolean writes = !rest.actions().isEmpty() && rest.actions().get(0) instanceof HaAction.WriteRecord;
        if (!writes) {
            ClusterRecord next = record.renewed(published(state, record));
            if (record.format() < state.seat().newestFormat()
                    && RecordFormats.everyoneKnows(state, record.format() + 1)) {
                next = next.inFormat(record.format() + 1);
            }
            boolean news = next.format() != record.format()
                    || next.pause() != record.pause()
                    || !next.systemIdentifier().equals(record.systemIdentifier())
                    || !next.history().equals(record.history());
            // what a write without an answer said may come true later: nothing rests on the record before another write
            // has settled it
            boolean unsettled = state.sight().inDoubt() && !rest.actions().isEmpty();
            if (news || unsettled || due(state, now)) {
                actions.add(HaEngine.write(state, next, HaAction.Purpose.RENEW));
            }
        }
        if (actions.isEmpty()) {
            return rest;
        }
        actions.addAll(rest.actions());
        return new Decision(rest.state(), actions, rest.rule(), rest.reason());
    }

    private static boolean asksFailsafe(HaState state, ClusterRecord record, Duration now) {
        return state.rules().failsafe()
                && record.format() > 1
                && state.local().state() == LocalPostgres.State.PRIMARY
                && now.minus(state.renewed())
                                .multipliedBy(3)
                                .compareTo(state.policy().renewDeadline())
                        > 0;
    }

    private static boolean due(HaState state, Duration now) {
        return now.minus(state.renewed()).compareTo(state.policy().renewPeriod()) >= 0;
    }

    private static Decision rest(HaState state, ClusterRecord record, Duration now) {
        LocalPostgres local = state.local();
        return switch (local.state()) {
            case PRIMARY -> SyncRows.decide(state, record, now);
            case STANDBY ->
                HaEngine.act(
                        state,
                        "holder.promote",
                        "holds epoch " + record.epoch(),
                        new HaAction.Promote(SyncRows.first(state, record), record.history()));
            case NO_DATA ->
                record.initialised()
                        ? release(state, record, "holder.no-data", "the data of this member is gone")
                        : HaEngine.act(
                                state,
                                "holder.bootstrap",
                                "the first holder creates the database",
                                new HaAction.Bootstrap());
            case STOPPED -> stopped(state, record, now);
            default -> HaEngine.wait(state, "holder.starting", "PostgreSQL has not answered yet");
        };
    }

    private static Decision stopped(HaState before, ClusterRecord record, Duration now) {
        LocalPostgres local = before.local();
        if (!record.initialised()) {
            Database founded = new Database(local.systemIdentifier(), local.history(), local.received());
            return new Decision(
                    before,
                    List.of(
                            HaEngine.write(before, record.renewed(founded), HaAction.Purpose.RENEW),
                            new HaAction.StartPrimary(SyncRows.first(before, record))),
                    "bootstrap.tell",
                    "the record names the database before anybody writes to it");
        }
        // nobody else can lead: a start that is tried after all gets all the time there is
        HaState state = before.with(before.fitness().anew(before.policy().patience(), now));
        return local.lastRole() == LocalPostgres.LastRole.PRIMARY
                ? HaEngine.act(
                        state,
                        "holder.start",
                        "restart in place under the lease",
                        new HaAction.StartPrimary(SyncRows.first(state, record)))
                : HaEngine.act(
                        state,
                        "holder.start-standby",
                        "standby data is started in recovery, then promoted",
                        new HaAction.StartStandby(""));
    }

    private static Decision release(HaState state, ClusterRecord record, String rule, String reason) {
        return HaEngine.act(
                state.withLease(null, state.renewed()),
                rule,
                reason,
                HaEngine.write(state, record.released(), HaAction.Purpose.RELEASE));
    }

    /**
     * What a primary knows of its database goes into the record at once: followers wait for it. Only what the server itself said: the
     * control file of one that is dead or silent lags behind, and a history that goes back would have standbys throw their data away.
     */
    static Database published(HaState state, ClusterRecord record) {
        LocalPostgres local = state.local();
        return local.state() == LocalPostgres.State.PRIMARY && !local.busy() && local.replication() != null
                ? new Database(local.systemIdentifier(), local.history(), local.received())
                : record.database();
    }

    static Decision answer(HaState state, ClusterRecord record, Request request, String rule, String why) {
        ClusterRecord next = record.renewed(published(state, record)).answering(new Outcome(request.id(), false, why));
        return HaEngine.act(state.handingOver(null), rule, why, HaEngine.write(state, next, HaAction.Purpose.RENEW));
    }
}
