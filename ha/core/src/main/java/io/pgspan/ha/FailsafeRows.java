package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import java.time.Duration;

/**
 * A primary that can't reach the store goes on only while every other member says, in answer to a question it asked itself, that it will
 * not lead for a lease. All and not a majority: the store's majority and the members' majority can lie on different sides of a cut.
 *
 * <p>Whoever has seen the lease run out may say yes too: it is bound by that as the others are, and says it only while no take-over of its
 * own is under way or in doubt, which its loop knows. A holder asks while its deadline lies ahead; where the question comes so late that a
 * lease has run out, so does the answer.
 */
final class FailsafeRows {
    private FailsafeRows() {}

    /** A holder asks; the answer is yes if the decision's rule is {@code failsafe.accepted}. */
    static Decision asked(HaState state, HaInput.FailsafeAsked asked) {
        ClusterRecord record = state.seenRecord();
        if (record == null) {
            return HaEngine.wait(state, "failsafe.refused", "this member has not seen the record since it started");
        }
        Holder holder = record.lease().heldBy();
        if (record.epoch() != asked.epoch()
                || holder == null
                || !holder.member().equals(asked.holder())) {
            return HaEngine.wait(
                    state,
                    "failsafe.refused",
                    asked.holder() + " asks for epoch " + asked.epoch() + ", the record is at " + record.epoch());
        }
        LocalPostgres local = state.local();
        if (local.state() == LocalPostgres.State.PRIMARY) {
            return HaEngine.wait(state, "failsafe.refused", "this member runs as a primary");
        }
        Duration until = asked.now().plus(state.policy().leaseDuration());
        return HaEngine.wait(
                state.with(state.failsafe().accepted(until)),
                "failsafe.accepted",
                asked.holder() + " goes on without the store; this member does not lead for a lease");
    }

    /** A member has answered; with all answers in, the deadline counts from the oldest question. */
    static Decision answered(HaState state, HaInput.FailsafeAnswer answer) {
        ClusterRecord record = state.seenRecord();
        if (record == null || !answer.accepted() || answer.epoch() != record.epoch() || !state.namesMe()) {
            return HaEngine.wait(state, "failsafe.answer", "an answer that extends nothing");
        }
        HaState next = state.with(state.failsafe().answered(answer.member(), answer.asked()));
        Duration oldest = null;
        for (String member : record.members()) {
            if (member.equals(state.me().member())) {
                continue;
            }
            Duration asked = next.failsafe().acceptances().get(member);
            if (asked == null) {
                return HaEngine.wait(next, "failsafe.answer", "not every member has accepted");
            }
            oldest = oldest == null || asked.compareTo(oldest) < 0 ? asked : oldest;
        }
        Duration deadline = next.deadline();
        if (oldest == null || deadline == null) {
            return HaEngine.wait(next, "failsafe.answer", "there is no deadline to extend");
        }
        Duration until = oldest.plus(next.policy().renewDeadline());
        return until.compareTo(deadline) > 0
                ? HaEngine.wait(next.withLease(until, next.renewed()), "failsafe.extended", "every member has accepted")
                : HaEngine.wait(next, "failsafe.answer", "extends nothing");
    }
}
