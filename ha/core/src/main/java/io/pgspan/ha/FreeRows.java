package io.pgspan.ha;

import io.pgspan.ha.election.Ballot;
import io.pgspan.ha.election.Standing;
import io.pgspan.ha.election.Terms;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Database;
import io.pgspan.ha.record.FailoverConsent;
import io.pgspan.ha.record.Outcome;
import io.pgspan.ha.record.Request;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of a member with data, or with room for it, while the record has no holder or its holder's lease has run out. */
final class FreeRows {
    private FreeRows() {}

    static Decision decide(HaState state, ClusterRecord record, Duration now) {
        LocalPostgres local = state.local();
        Duration unchanged = state.confirmed().minus(state.leaseSince());
        Duration lease = state.policy().leaseDuration();
        Duration freeFor = record.holder().isPresent() ? unchanged.minus(lease) : unchanged;
        if (!record.initialised()) {
            return bootstrap(state, record, freeFor);
        }
        return switch (local.state()) {
            case NO_DATA -> HaEngine.wait(state, "free.no-data", "a member without data does not stand for election");
            case STOPPED -> stopped(state, record, freeFor);
            case STANDBY -> standby(state, record, freeFor, now);
            default -> HaEngine.wait(state, "free.starting", "PostgreSQL has not answered yet");
        };
    }

    /** The first data member creates the database; the others stand in when it has not done so for two leases. */
    private static Decision bootstrap(HaState state, ClusterRecord record, Duration freeFor) {
        String self = state.me().member();
        if (state.local().state() == LocalPostgres.State.STOPPED
                && record.lastHolderName().equals(self)) {
            return take(state, record, "bootstrap.resume", "this member created the database and has not told yet");
        }
        if (state.local().state() != LocalPostgres.State.NO_DATA) {
            return HaEngine.wait(
                    state,
                    "bootstrap.has-data",
                    "the record knows no database, this member has one; an operator decides");
        }
        boolean first = state.seat().members().stream()
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
     * commit it acknowledged; it stands back for a lease, so that a running standby wins. Any other former primary is compared only when an
     * operator accepts a loss: it may be the last copy there is.
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
        boolean newest = record.lastHolderName().equals(state.me().member())
                && (leadsOn(local.history(), record.history()) || tookItsPlace(state, record));
        if (!newest && local.cleanStop() && Lineage.partOf(local, record)) {
            return HaEngine.act(
                    state,
                    "free.shut-down",
                    "this former primary was shut down in order and has nothing that the published history lacks: it is compared too",
                    new HaAction.StartStandby(""));
        }
        if (!newest && acceptsLoss(state, record) && branchesOff(local, record)) {
            return HaEngine.act(
                    state,
                    "free.consented",
                    "an operator accepts a loss: what this former primary has of the published history is compared too",
                    new HaAction.StartStandby(""));
        }
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

    /**
     * A timeline that was begun without the published one, by whoever was elected though it lacked that, and not published before the crash.
     * It is its holder's where it lacks no more than an election lets go: a backup that somebody restored here lacks more.
     */
    private static boolean tookItsPlace(HaState state, ClusterRecord record) {
        TimelineHistory own = state.local().history();
        if (own.timeline() <= record.history().timeline()) {
            return false;
        }
        FailoverConsent consent = consent(state, record);
        long allowed = Math.max(state.rules().maximumLagBytes(), consent == null ? 0 : consent.maxLostBytes());
        Lsn left = Lineage.leftAt(own, record.history());
        return record.position().value() - left.value() <= allowed;
    }

    /** Whether the published history goes on from a place in what is here. */
    private static boolean branchesOff(LocalPostgres local, ClusterRecord record) {
        return local.history().timeline() <= record.history().timeline()
                && Lineage.agrees(local.history(), record.history());
    }

    private static Decision standby(HaState state, ClusterRecord record, Duration freeFor, Duration now) {
        LocalPostgres local = state.local();
        boolean later = local.history().timeline() > record.history().timeline();
        boolean branched = later
                && (!Lineage.agrees(local.history(), record.history())
                        || !Ballot.mayBranch(state.me().member(), record));
        boolean consented = acceptsLoss(state, record) && branchesOff(local, record);
        if (later ? branched : !Lineage.partOf(local, record) && !consented) {
            return HaEngine.wait(
                    state,
                    "free.diverged",
                    "what is received here on timeline " + local.history().timeline()
                            + " is not part of the published history");
        }
        Decision handedOver = handedOver(state, record, freeFor);
        if (handedOver != null) {
            return handedOver;
        }
        String version = state.version();
        if (local.receiverRunning() || !local.promise().version().equals(version)) {
            return HaEngine.act(
                    state,
                    "free.promise",
                    "the record is free: no more is confirmed to its last holder",
                    new HaAction.GivePromise(new Promise(version, record.sequence())));
        }
        Ballot ballot =
                Ballot.judge(own(state, record), standbys(state, record), record, terms(state, record, freeFor, now));
        Lsn published = published(local, record);
        boolean givesUp = consent(state, record) != null && record.position().isAfter(published);
        // what an operator has given up is not waited for again should this member not get to lead
        ClusterRecord left = givesUp
                ? record.publishing(new Database(record.systemIdentifier(), record.history(), published))
                : record;
        if (ballot.mayTake() && state.fitness().gaveUpWithin(state.policy().leaseDuration(), now)) {
            return HaEngine.wait(
                    state,
                    "free.gave-up",
                    "this member has given the lease up: for a lease everybody else goes before it");
        }
        return ballot.mayTake()
                ? take(state, left, ballot.rule(), ballot.reason())
                : HaEngine.wait(state, ballot.rule(), ballot.reason());
    }

    /** A primary shut down in order has left the lease to whoever has everything it wrote; others stand back for a lease. */
    private static @Nullable Decision handedOver(HaState state, ClusterRecord record, Duration freeFor) {
        Request request = record.asked();
        if (request == null || request.phase() != Request.Phase.HANDED_OVER) {
            return null;
        }
        LocalPostgres local = state.local();
        String self = state.me().member();
        boolean everything = local.history().timeline() == record.history().timeline()
                && !record.position().isAfter(local.received());
        if (request.allows(self) && everything && !state.seat().tags(self).noFailover()) {
            return take(state, record, "handover.take", "handed over, with everything up to " + record.position());
        }
        return freeFor.compareTo(state.policy().leaseDuration()) < 0
                ? HaEngine.wait(state, "handover.stand-back", "the lease is handed over to another member")
                : null;
    }

    private static Terms terms(HaState state, ClusterRecord record, Duration freeFor, Duration now) {
        Set<String> awaited = new TreeSet<>();
        Set<String> unpromotable = new TreeSet<>();
        Duration window = state.policy().electionWindow();
        for (String member : record.members()) {
            if (member.equals(state.me().member())) {
                continue;
            }
            if (!state.mayLead(member)) {
                unpromotable.add(member);
            }
            HaInput.PeerAnswer last = state.peers().answerOf(member);
            // a member that has been silent since before the lease ran out is not waited for again
            if (last == null || now.minus(last.asked()).compareTo(window) < 0) {
                awaited.add(member);
            }
        }
        Request request = record.asked();
        String self = state.me().member();
        boolean named = request != null && self.equals(request.candidate());
        // the last holder was named when it was elected
        boolean leavesIt = state.seat().tags(self).noFailover()
                && !named
                && !record.lastHolderName().equals(self);
        return new Terms(
                freeFor.compareTo(window) < 0 ? awaited : Set.of(),
                unpromotable,
                leavesIt,
                named,
                state.rules().maximumLagBytes(),
                state.rules().memberMajority() ? record.members().size() : 0,
                consent(state, record));
    }

    private static boolean acceptsLoss(HaState state, ClusterRecord record) {
        FailoverConsent consent = consent(state, record);
        return consent != null && consent.maxLostBytes() > 0;
    }

    private static @Nullable FailoverConsent consent(HaState state, ClusterRecord record) {
        Request request = record.asked();
        return request != null
                        && !request.isSwitchover()
                        && request.allows(state.me().member())
                ? request.consent()
                : null;
    }

    private static Standing own(HaState state, ClusterRecord record) {
        LocalPostgres local = state.local();
        return new Standing(
                state.me().member(),
                local.systemIdentifier(),
                local.history().timeline(),
                local.received(),
                published(local, record),
                local.promise().version(),
                priority(state, record, state.me().member()));
    }

    /** How far this member's log is the published history's. Of a later timeline whose history file is not here yet, nothing is known to be. */
    private static Lsn published(LocalPostgres local, ClusterRecord record) {
        int newest = record.history().timeline();
        if (local.history().timeline() <= newest) {
            return record.history()
                    .endOf(local.history().timeline())
                    .filter(local.received()::isAfter)
                    .orElse(local.received());
        }
        return local.history().endOf(newest).orElse(Lsn.ZERO);
    }

    /** Who has given the lease back is preferred to nobody. */
    private static int priority(HaState state, ClusterRecord record, String member) {
        return record.holder().isEmpty() && record.lastHolderName().equals(member)
                ? Integer.MIN_VALUE
                : state.seat().tags(member).priority();
    }

    private static List<Standing> standbys(HaState state, ClusterRecord record) {
        List<Standing> standings = new ArrayList<>();
        for (HaInput.PeerAnswer answer : state.peers().all()) {
            PeerStatus p = answer.status();
            if (p.role() == PeerStatus.Role.STANDBY) {
                standings.add(new Standing(
                        p.member(),
                        p.systemIdentifier(),
                        p.timeline(),
                        p.received(),
                        p.received(),
                        p.promisedVersion(),
                        priority(state, record, p.member())));
            }
        }
        return standings;
    }

    /** A lease that nothing would end is none: whoever can't be stopped at its deadline leaves it to others, and takes it once it can. */
    private static Decision take(HaState state, ClusterRecord record, String rule, String reason) {
        if (record.initialised() && !state.local().guarded()) {
            return HaEngine.wait(
                    state, "free.unguarded", "nothing would end this member's PostgreSQL at a deadline; it can't lead");
        }
        ClusterRecord next = record.takenBy(state.me());
        Request request = record.asked();
        if (request != null) {
            next = next.answering(outcome(state, record, request));
        }
        return HaEngine.act(state, rule, reason, HaEngine.write(state, next, HaAction.Purpose.ACQUIRE));
    }

    /** A switchover that ended in an election which may lose commits is not said to be done. */
    private static Outcome outcome(HaState state, ClusterRecord record, Request request) {
        String self = state.me().member();
        boolean hasAll = request.phase() == Request.Phase.HANDED_OVER
                && state.local().received().compareTo(record.position()) >= 0;
        boolean mayLose = request.isSwitchover() && !record.guarantee().synchronous() && !hasAll;
        return new Outcome(
                request.id(),
                request.allows(self) && !mayLose,
                self + " leads"
                        + (mayLose
                                ? ", elected and not handed over to: what " + record.lastHolderName()
                                        + " acknowledged after " + state.local().received() + " may be lost"
                                : ""));
    }
}
