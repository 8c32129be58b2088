package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rows of a member whom the record names. */
final class HolderRows {
    /** After so many failed starts somebody else shall lead, if there is one; a lease given back to nobody helps nobody. */
    private static final int FAILED_STARTS_MAX = 2;

    private HolderRows() {}

    static Decision decide(HaState state, ClusterRecord record, Duration now) {
        if (!state.holds(now)) {
            return HaEngine.act(
                    state,
                    "holder.regain",
                    "the lease ran out here and nobody has taken it: renewing before anything else",
                    renewal(state, record));
        }
        List<HaAction> actions = new ArrayList<>();
        boolean publish = publishes(state, record);
        boolean due = now.minus(state.renewed())
                        .compareTo(state.policy().retryPeriod().multipliedBy(2))
                >= 0;
        if (due || publish) {
            actions.add(renewal(state, record));
        }
        Decision rest = rest(state, record, now);
        List<HaAction> all = new ArrayList<>(rest.actions());
        boolean releases = all.stream()
                .anyMatch(a -> a instanceof HaAction.WriteRecord w && w.purpose() == HaAction.Purpose.RELEASE);
        if (!releases) {
            all.addAll(0, actions);
        }
        return new Decision(state, all, rest.rule(), rest.reason());
    }

    private static Decision rest(HaState state, ClusterRecord record, Duration now) {
        LocalPostgres local = state.local();
        if (local.busy()) {
            return HaEngine.wait(state, "holder.busy", "an operation on PostgreSQL is in flight");
        }
        return switch (local.state()) {
            case PRIMARY -> HaEngine.wait(state, "holder.steady", "leads epoch " + record.epoch());
            case STANDBY ->
                now.plus(state.policy().stopBudget()).compareTo(state.deadline()) < 0
                        ? HaEngine.act(state, "holder.promote", "holds epoch " + record.epoch(), new HaAction.Promote())
                        : HaEngine.wait(state, "holder.too-late", "too close to the deadline to promote");
            case NO_DATA ->
                record.initialised()
                        ? release(state, record, "holder.no-data", "the data of this member is gone")
                        : HaEngine.act(
                                state,
                                "holder.bootstrap",
                                "the first holder creates the database",
                                new HaAction.Bootstrap());
            case STOPPED -> stopped(state, record);
            default -> HaEngine.wait(state, "holder.starting", "PostgreSQL has not answered yet");
        };
    }

    private static Decision stopped(HaState state, ClusterRecord record) {
        LocalPostgres local = state.local();
        if (local.failedStarts() >= FAILED_STARTS_MAX && HaEngine.standbyAnswers(state, record)) {
            return release(state, record, "holder.start-failed", "PostgreSQL does not start here");
        }
        return local.lastRole() == LocalPostgres.LastRole.PRIMARY
                ? HaEngine.act(state, "holder.start", "restart in place under the lease", new HaAction.StartPrimary())
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

    /** What a primary knows of its database goes into the record at once: followers wait for it. */
    private static boolean publishes(HaState state, ClusterRecord record) {
        LocalPostgres local = state.local();
        return local.state() == LocalPostgres.State.PRIMARY
                && !local.busy()
                && !local.systemIdentifier().isEmpty()
                && (!local.systemIdentifier().equals(record.systemIdentifier())
                        || !local.history().equals(record.history()));
    }

    private static HaAction renewal(HaState state, ClusterRecord record) {
        LocalPostgres local = state.local();
        ClusterRecord next = publishes(state, record)
                ? record.renewed(local.systemIdentifier(), local.history())
                : record.renewed(record.systemIdentifier(), record.history());
        return HaEngine.write(state, next, HaAction.Purpose.RENEW);
    }
}
