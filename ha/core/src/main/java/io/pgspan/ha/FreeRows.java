package io.pgspan.ha;

import io.pgspan.ha.election.Ballot;
import io.pgspan.ha.election.Standing;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.model.wal.TimelineHistory;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The rows of a member with data, or with room for it, while the record has no holder or its holder's lease has run out. */
final class FreeRows {
    private FreeRows() {}

    static Decision decide(HaState state, ClusterRecord record) {
        LocalPostgres local = state.local();
        Duration unchanged = state.confirmed().minus(state.firstSeen());
        Duration lease = state.policy().leaseDuration();
        Duration freeFor = record.holder().isPresent() ? unchanged.minus(lease) : unchanged;
        if (!record.initialised()) {
            return bootstrap(state, record, freeFor);
        }
        return switch (local.state()) {
            case NO_DATA -> HaEngine.wait(state, "free.no-data", "a member without data does not stand for election");
            case STOPPED -> stopped(state, record, freeFor);
            case STANDBY -> standby(state, record, freeFor);
            default -> HaEngine.wait(state, "free.starting", "PostgreSQL has not answered yet");
        };
    }

    /** The first data member creates the database; the others stand in when it has not done so for two leases. */
    private static Decision bootstrap(HaState state, ClusterRecord record, Duration freeFor) {
        String self = state.me().member();
        String last = record.lastHolder().map(h -> h.member()).orElse("");
        if (state.local().state() == LocalPostgres.State.STOPPED && last.equals(self)) {
            return take(state, record, "bootstrap.resume", "this member created the database and has not told yet");
        }
        if (state.local().state() != LocalPostgres.State.NO_DATA) {
            return HaEngine.wait(
                    state,
                    "bootstrap.has-data",
                    "the record knows no database, this member has one; an operator decides");
        }
        boolean first = state.members().stream()
                .filter(m -> !m.arbiter())
                .findFirst()
                .map(m -> m.name().equals(self))
                .orElse(false);
        if (!first && freeFor.compareTo(state.policy().leaseDuration().multipliedBy(2)) < 0) {
            return HaEngine.wait(state, "bootstrap.not-first", "the first member creates the database");
        }
        return take(state, record, "bootstrap.take", "nobody has created the database");
    }

    /**
     * Standby data is started without an upstream, so that it can be compared. A former primary of the newest timeline holds every
     * commit it acknowledged; it stands back for a lease, so that a running standby wins.
     */
    private static Decision stopped(HaState state, ClusterRecord record, Duration freeFor) {
        LocalPostgres local = state.local();
        if (local.lastRole() == LocalPostgres.LastRole.STANDBY) {
            return HaEngine.act(
                    state,
                    "free.start-standby",
                    "started to be compared with the others",
                    new HaAction.StartStandby(""));
        }
        String last = record.lastHolder().map(h -> h.member()).orElse("");
        boolean newest = last.equals(state.me().member()) && leadsOn(local.history(), record.history());
        if (!newest) {
            return HaEngine.wait(
                    state, "free.former-primary", "data of an earlier primary does not stand for election");
        }
        if (record.members().size() > 1 && freeFor.compareTo(state.policy().leaseDuration()) < 0) {
            return HaEngine.wait(state, "free.stands-back", "a running standby goes before a crashed primary");
        }
        return take(
                state,
                record,
                "free.resume",
                "no standby has taken over; the last primary holds every commit it acknowledged");
    }

    /** The published timeline, or one that began from it and was not published before the crash. */
    private static boolean leadsOn(TimelineHistory own, TimelineHistory published) {
        return own.timeline() == published.timeline()
                || own.endOf(published.timeline()).isPresent();
    }

    private static Decision standby(HaState state, ClusterRecord record, Duration freeFor) {
        LocalPostgres local = state.local();
        String version = state.version();
        if (!Lineage.agrees(local.history(), record.history())) {
            return HaEngine.wait(
                    state,
                    "free.diverged",
                    "timeline " + local.history().timeline() + " here is not the published one of the same number");
        }
        if (local.receiverRunning() || !local.promisedVersion().equals(version)) {
            return HaEngine.act(
                    state,
                    "free.promise",
                    "the record is free: no more is confirmed to its last holder",
                    new HaAction.Promise(version));
        }
        Ballot ballot = Ballot.judge(
                own(state), standbys(state), record, freeFor, state.policy().electionWindow());
        return ballot.mayTake()
                ? take(state, record, ballot.rule(), ballot.reason())
                : HaEngine.wait(state, ballot.rule(), ballot.reason());
    }

    private static Standing own(HaState state) {
        LocalPostgres local = state.local();
        return new Standing(
                state.me().member(),
                local.systemIdentifier(),
                local.history().timeline(),
                local.received(),
                local.promisedVersion());
    }

    private static List<Standing> standbys(HaState state) {
        return state.peers().values().stream()
                .map(HaInput.PeerAnswer::status)
                .filter(p -> p.role() == PeerStatus.Role.STANDBY)
                .map(p ->
                        new Standing(p.member(), p.systemIdentifier(), p.timeline(), p.received(), p.promisedVersion()))
                .sorted(Comparator.comparing(Standing::member))
                .toList();
    }

    private static Decision take(HaState state, ClusterRecord record, String rule, String reason) {
        return HaEngine.act(
                state, rule, reason, HaEngine.write(state, record.takenBy(state.me()), HaAction.Purpose.ACQUIRE));
    }
}
