package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import java.time.Duration;
import java.util.Optional;

/** The rows of a member while the record names somebody else and is not known to have expired. */
final class FollowerRows {
    /** A standby that failed to start this often beside a healthy primary is replaced by a copy. */
    private static final int FAILED_STARTS_MAX = 2;

    private FollowerRows() {}

    static Decision decide(HaState state, ClusterRecord record, Duration now) {
        Holder holder = record.holder().orElseThrow();
        if (holder.samePod(state.me())) {
            return formerSelf(state, record, now);
        }
        LocalPostgres local = state.local();
        if (local.state() == LocalPostgres.State.STOPPED || local.state() == LocalPostgres.State.NO_DATA) {
            if (promised(state, record)) {
                return HaEngine.wait(
                        state, "rejoin.promised", "nothing is received from the holder before a newer record is seen");
            }
        }
        Optional<PeerStatus> primary = healthyPrimary(state, record, holder);
        return switch (local.state()) {
            case NO_DATA ->
                primary.isPresent()
                        ? clone(state, holder, "follow.clone", "there is no data here")
                        : waitForPrimary(state, holder);
            case STOPPED -> stopped(state, record, holder, primary.isPresent());
            case STANDBY -> running(state, record, holder, primary.isPresent(), now);
            default -> HaEngine.wait(state, "follow.starting", "PostgreSQL has not answered yet");
        };
    }

    /**
     * The agent was restarted; its predecessor's PostgreSQL is certainly dead, for both lived in one container. Where a standby could
     * take over at once, waiting for the lease to run out helps nobody.
     */
    private static Decision formerSelf(HaState state, ClusterRecord record, Duration now) {
        LocalPostgres.State local = state.local().state();
        if (local == LocalPostgres.State.STARTING || local == LocalPostgres.State.STANDBY) {
            return HaEngine.wait(
                    state, "former-self.running", "waiting for the lease of an earlier incarnation to run out");
        }
        if (record.members().size() == 1) {
            return HaEngine.act(
                    state,
                    "former-self.resume",
                    "the only member resumes the lease of its earlier incarnation",
                    HaEngine.write(state, record.takenBy(state.me()), HaAction.Purpose.ACQUIRE));
        }
        return Succession.possible(state, record, now)
                ? HaEngine.act(
                        state,
                        "former-self.release",
                        "the earlier incarnation's PostgreSQL is dead and a standby can take over",
                        HaEngine.write(state, record.released(), HaAction.Purpose.RELEASE))
                : HaEngine.wait(state, "former-self.alone", "no standby answers; the lease runs out first");
    }

    private static Decision stopped(HaState state, ClusterRecord record, Holder holder, boolean primaryHealthy) {
        LocalPostgres local = state.local();
        if (!primaryHealthy) {
            return waitForPrimary(state, holder);
        }
        boolean fails = local.failedStarts() >= FAILED_STARTS_MAX;
        boolean wasPrimary = local.lastRole() == LocalPostgres.LastRole.PRIMARY;
        // a former primary whose log may hold more than the published history is rewound first
        if (fails && (!wasPrimary || (local.cleanStop() && !diverged(state, record)))) {
            return clone(state, holder, "rejoin.start-failed", "the data does not start as a standby");
        }
        if (wasPrimary) {
            if (local.cleanStop() && !diverged(state, record)) {
                return HaEngine.act(
                        state,
                        "rejoin.shut-down",
                        "the last record of this former primary is part of " + holder.member() + "'s history",
                        new HaAction.StartStandby(holder.member()));
            }
            return heal(
                    state,
                    holder,
                    "rejoin.was-primary",
                    "the data was out of recovery; it may hold what nobody else has");
        }
        if (diverged(state, record)) {
            return heal(state, holder, "rejoin.diverged", "the data is not part of the primary's history");
        }
        return HaEngine.act(
                state,
                "rejoin.start",
                "the data is part of " + holder.member() + "'s history",
                new HaAction.StartStandby(holder.member()));
    }

    private static Decision running(
            HaState state, ClusterRecord record, Holder holder, boolean primaryHealthy, Duration now) {
        LocalPostgres local = state.local();
        if (local.following().equals(holder.member()) && local.receiverRunning()) {
            return HaEngine.wait(state, "follow.steady", "follows " + holder.member());
        }
        if (promised(state, record)) {
            return HaEngine.wait(state, "follow.promised", "the receiver stays stopped until a newer record is seen");
        }
        if (!primaryHealthy) {
            return waitForPrimary(state, holder);
        }
        if (diverged(state, record)) {
            return heal(state, holder, "follow.diverged", "received more than the primary's history holds");
        }
        boolean follows = local.following().equals(holder.member());
        if (follows && state.fitness().starvedFor(state.policy().patience().starved(), now)) {
            // all that is here is part of the history of a primary that leads, and stays here until the copy is
            // complete
            return clone(state, holder, "follow.starved", "the WAL that is needed next is gone, and no archive has it");
        }
        if (follows) {
            return HaEngine.wait(state, "follow.connecting", "the receiver of " + holder.member() + " is not up yet");
        }
        return HaEngine.act(
                state,
                "follow.repoint",
                holder.member() + " leads epoch " + record.epoch(),
                new HaAction.Follow(holder.member()));
    }

    /** A promise outlives the process that gave it. */
    private static boolean promised(HaState state, ClusterRecord record) {
        return state.local().promise().binds(state.version(), record);
    }

    private static boolean diverged(HaState state, ClusterRecord record) {
        return !Lineage.partOf(state.local(), record);
    }

    /** The holder, seen out of recovery in this epoch, with the timeline it has published. */
    private static Optional<PeerStatus> healthyPrimary(HaState state, ClusterRecord record, Holder holder) {
        return state.peers()
                .status(holder.member())
                .filter(p -> p.role() == PeerStatus.Role.PRIMARY
                        && p.epoch() == record.epoch()
                        && record.initialised()
                        && p.systemIdentifier().equals(record.systemIdentifier())
                        && p.timeline() == record.history().timeline());
    }

    private static Decision waitForPrimary(HaState state, Holder holder) {
        return HaEngine.wait(state, "follow.wait", holder.member() + " has not been seen as a primary of this epoch");
    }

    /** Rewinding copies what differs; where it can't be done, everything is copied. */
    private static Decision heal(HaState state, Holder holder, String rule, String why) {
        return state.local().canRewind()
                ? HaEngine.act(state, rule, why, new HaAction.Rewind(holder.member(), why))
                : clone(state, holder, rule, why);
    }

    private static Decision clone(HaState state, Holder holder, String rule, String why) {
        return HaEngine.act(state, rule, why, new HaAction.Clone(holder.member(), why));
    }
}
