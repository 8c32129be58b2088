package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Pause;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of one member: facts in, actions out, nothing else. Same state and same input give the same decision.
 *
 * <p>What keeps acknowledged commits and a single primary:
 *
 * <ol>
 *   <li>Only the holder of the record promotes or starts out of recovery, and only before its own deadline, which counts from the
 *       moment it <em>sent</em> its last confirmed renewal. Past it, PostgreSQL is fenced first and anything else comes later.
 *   <li>A record is taken from its holder only after this member itself has seen no sign of life of it for the lease duration, or when it
 *       is free, and only by compare-and-swap on the very version that was judged.
 *   <li>Before a free record is taken, enough standbys have promised that version: their receivers are stopped and stay stopped
 *       until they see another version, so what they say they have received is all they will ever confirm of the old primary.
 *   <li>Data that was ever out of recovery follows nobody as it is, unless its last record is part of the primary's history: it is
 *       rewound, or replaced by a copy.
 *   <li>A primary that goes on without the store has the word of every other member, given after its own question was sent, not to lead
 *       for a lease. A primary that goes on without a deadline has acknowledged a pause, and nobody leads before it has acknowledged
 *       its end.
 * </ol>
 *
 * <p>A step costs time linear in the members. The rows are told by their ids in {@link Decision#rule()}.
 */
public final class HaEngine {
    private HaEngine() {}

    /** One step: takes a fact in; decides when the fact is a {@link HaInput.Tick} or a {@link HaInput.Command}. */
    public static Decision step(HaState state, HaInput input) {
        if (input instanceof HaInput.Tick tick) {
            return decide(state, tick.now());
        }
        if (input instanceof HaInput.StoreView view) {
            return learned(seen(state, view), "learn.record");
        }
        if (input instanceof HaInput.StoreResult result) {
            return learned(written(state, result), "learn.write");
        }
        if (input instanceof HaInput.Local local) {
            return learned(looked(state, local), "learn.local");
        }
        if (input instanceof HaInput.PeerAnswer answer) {
            return learned(state.with(state.peers().with(answer)), "learn.peer");
        }
        if (input instanceof HaInput.Command command) {
            return CommandRows.decide(state, command.command());
        }
        if (input instanceof HaInput.FailsafeAsked asked) {
            return FailsafeRows.asked(state, asked);
        }
        if (input instanceof HaInput.FailsafeAnswer answer) {
            return FailsafeRows.answered(state, answer);
        }
        throw new IllegalStateException("unknown input " + input);
    }

    private static Decision learned(HaState state, String rule) {
        return new Decision(state, List.of(), rule, "a fact was taken in");
    }

    /**
     * A store that answers from its past tells nothing: acting on it, a holder would take itself for a follower. Where the record was seen
     * to be gone, what is there again is another one, and begins anew.
     */
    private static boolean isOld(HaState state, @Nullable Versioned seen) {
        ClusterRecord known = state.seenRecord();
        return seen != null
                && known != null
                && !state.sight().gone()
                && seen.record().sequence() < known.sequence();
    }

    private static HaState seen(HaState state, HaInput.StoreView input) {
        if (isOld(state, input.seen())) {
            return state;
        }
        if (input.seen() == null && state.unbound()) {
            return state.saw(state.sight().missed());
        }
        HaState next = state.saw(state.sight().read(input.seen(), input.sent(), input.received()));
        if (!next.namesMe()) {
            return next.withLease(null, next.renewed()).bound(false).handingOver(null);
        }
        // an operator wants the pause to go on after all: the acknowledgement of its end can't be written any more
        return next.bound() && pauseOf(next) == Pause.ACKNOWLEDGED ? next.bound(false) : next;
    }

    private static Pause pauseOf(HaState state) {
        ClusterRecord record = state.seenRecord();
        return record == null ? Pause.NONE : record.pause();
    }

    private static HaState written(HaState state, HaInput.StoreResult input) {
        HaAction.Purpose purpose = input.write().purpose();
        if (purpose == HaAction.Purpose.RELEASE) {
            // released or not: the right to act ended when the release was decided
            return state.withLease(null, state.renewed());
        }
        if (!(input.result() instanceof WriteResult.Written done)) {
            return input.result() instanceof WriteResult.Unknown
                    ? state.saw(state.sight().doubting(input.write().expectedVersion()))
                    : state;
        }
        HaState next = state.saw(
                state.sight().wrote(new Versioned(done.version(), input.write().next()), input.received()));
        if (purpose == HaAction.Purpose.ACQUIRE) {
            next = next.with(next.fitness().begins(next.local()));
        }
        return purpose == HaAction.Purpose.COMMAND
                ? next
                : next.withLease(input.sent().plus(state.policy().renewDeadline()), input.sent())
                        .bound(false)
                        .with(next.failsafe().renewed());
    }

    private static HaState looked(HaState state, HaInput.Local input) {
        LocalPostgres local = input.postgres();
        Replication replication = local.replication();
        HaState next = state.with(local)
                .with(state.fitness().looked(input.now(), state.holds(input.now()), state.local(), local));
        HandoverWatch handover = state.handover();
        if (handover != null) {
            next = next.handingOver(handover.looked(input.now(), local));
        }
        return replication == null
                ? next.with(SyncWatch.NOTHING)
                : next.with(state.sync().looked(input.now(), replication));
    }

    private static Decision decide(HaState state, Duration now) {
        LocalPostgres local = state.local();
        if (local.state() == LocalPostgres.State.PRIMARY && !state.holds(now) && !state.unbound()) {
            String why = state.namesMe() ? "the lease could not be renewed in time" : "the record names somebody else";
            return new Decision(
                    state.withLease(null, state.renewed()), List.of(new HaAction.Fence()), "fence.lease-over", why);
        }
        ClusterRecord record = state.seenRecord();
        if (record == null) {
            return wait(
                    state,
                    "record.missing",
                    "no cluster record has been seen: the store has not answered, or there is none and the operator creates it");
        }
        if (!local.systemIdentifier().isEmpty()
                && record.initialised()
                && !local.systemIdentifier().equals(record.systemIdentifier())) {
            return wait(
                    state,
                    "record.foreign-system",
                    "the data belongs to system " + local.systemIdentifier() + ", the record to "
                            + record.systemIdentifier());
        }
        if (state.namesMe()) {
            return HolderRows.decide(state, record, now);
        }
        if (state.seat().arbiter()) {
            return wait(state, "arbiter.watches", "a member without data never leads");
        }
        if (local.busy()) {
            return wait(state, "local.busy", "an operation on PostgreSQL is in flight");
        }
        if (record.pause() != Pause.NONE) {
            return wait(state, "pause.hands-off", "maintenance is on: nothing is started, stopped or promoted");
        }
        if (record.lease().heldBy() != null
                && (!state.expired() || state.failsafe().binds(now))) {
            return FollowerRows.decide(state, record, now);
        }
        return FreeRows.decide(state, record, now);
    }

    static Decision wait(HaState state, String rule, String reason) {
        return new Decision(state, List.of(), rule, reason);
    }

    static Decision act(HaState state, String rule, String reason, HaAction... actions) {
        return new Decision(state, List.of(actions), rule, reason);
    }

    static HaAction.WriteRecord write(HaState state, ClusterRecord next, HaAction.Purpose purpose) {
        return new HaAction.WriteRecord(state.version(), next, purpose);
    }
}
