package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.List;

/**
 * The decisions of one member: facts in, actions out, nothing else. Same state and same input give the same decision.
 *
 * <p>What keeps acknowledged commits and a single primary:
 *
 * <ol>
 *   <li>Only the holder of the record promotes or starts out of recovery, and only before its own deadline, which counts from the
 *       moment it <em>sent</em> its last confirmed renewal. Past it, PostgreSQL is fenced first and anything else comes later.
 *   <li>A record is taken from its holder only after this member itself has seen it unchanged for the lease duration, or when it is
 *       free, and only by compare-and-swap on that very version.
 *   <li>Before a free record is taken, enough standbys have promised that version: their receivers are stopped and stay stopped
 *       until they see another version, so what they say they have received is all they will ever confirm of the old primary.
 *   <li>Data that was ever out of recovery follows nobody as it is: it is resumed under the lease, or replaced by a copy.
 * </ol>
 *
 * <p>A step costs time linear in the members. The rows are told by their ids in {@link Decision#rule()}.
 */
public final class HaEngine {
    private HaEngine() {}

    /** One step: takes a fact in; decides when the fact is a {@link HaInput.Tick}. */
    public static Decision step(HaState state, HaInput input) {
        if (input instanceof HaInput.Tick tick) {
            return decide(state, tick.now());
        }
        if (input instanceof HaInput.StoreView view) {
            return learned(seen(state, view), "record");
        }
        if (input instanceof HaInput.StoreResult result) {
            return learned(written(state, result), "write");
        }
        if (input instanceof HaInput.Local local) {
            return learned(state.withLocal(local.postgres()), "local");
        }
        if (input instanceof HaInput.PeerAnswer answer) {
            return learned(state.withPeer(answer), "peer");
        }
        throw new IllegalStateException("unknown input " + input);
    }

    private static Decision learned(HaState state, String what) {
        return new Decision(state, List.of(), "learn." + what, "a fact was taken in");
    }

    private static HaState seen(HaState state, HaInput.StoreView input) {
        Versioned seen = input.seen();
        Versioned known = state.view();
        if (seen != null && known != null && seen.version().equals(known.version())) {
            return state.withView(known, state.firstSeen(), input.sent());
        }
        HaState next = state.withView(seen, input.received(), input.received());
        return next.namesMe() ? next : next.withLease(null, next.renewed());
    }

    private static HaState written(HaState state, HaInput.StoreResult input) {
        if (input.write().purpose() == HaAction.Purpose.RELEASE) {
            // released or not: the right to act ended when the release was decided
            return state.withLease(null, state.renewed());
        }
        if (input.result() instanceof WriteResult.Written done) {
            return state.withView(
                            new Versioned(done.version(), input.write().next()), input.received(), input.received())
                    .withLease(input.sent().plus(state.policy().renewDeadline()), input.sent());
        }
        return state;
    }

    private static Decision decide(HaState state, Duration now) {
        LocalPostgres local = state.local();
        if (local.state() == LocalPostgres.State.PRIMARY && !state.holds(now)) {
            String why = state.namesMe() ? "the lease could not be renewed in time" : "the record names somebody else";
            return new Decision(
                    state.withLease(null, state.renewed()), List.of(new HaAction.Fence()), "fence.lease-over", why);
        }
        ClusterRecord record = state.record().orElse(null);
        if (record == null) {
            return wait(state, "record.missing", "there is no cluster record; the operator creates it");
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
        if (state.arbiter()) {
            return wait(state, "arbiter.watches", "a member without data never leads");
        }
        if (local.busy()) {
            return wait(state, "local.busy", "an operation on PostgreSQL is in flight");
        }
        if (record.holder().isPresent() && !state.expired()) {
            return FollowerRows.decide(state, record);
        }
        return FreeRows.decide(state, record);
    }

    /** Whether a standby of this epoch and timeline has answered: somebody to leave the lease to. */
    static boolean standbyAnswers(HaState state, ClusterRecord record) {
        return state.peers().values().stream()
                .map(HaInput.PeerAnswer::status)
                .anyMatch(p -> p.role() == PeerStatus.Role.STANDBY
                        && p.epoch() == record.epoch()
                        && p.timeline() == record.history().timeline());
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
