package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Database;
import io.pgspan.ha.record.Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a holder that is asked to hand over. The primary is stopped in order, which sends its last record to every connected
 * standby; the lease is given back only when somebody who may lead has just said that it has received that record. If nobody does in
 * time, or the server ended before anybody had, the primary starts again and the request is given up: nothing has changed but a gap in service.
 */
final class HandoverRows {
    private HandoverRows() {}

    /** What to do about a request; null when it asks nothing of a holder in this state. */
    static @Nullable Decision decide(HaState state, ClusterRecord record, Request request, Duration now) {
        if (!request.isSwitchover()) {
            if (state.fitness().unreadySince() != null) {
                // whether there is a primary is not decided yet
                return null;
            }
            return HolderRows.answer(
                    state, record, request, "failover.refused", "there is a primary: ask for a switchover");
        }
        return switch (request.phase()) {
            case ASKED -> asked(state, record, request, now);
            case STOPPING -> stopping(state, record, request, now);
            // somebody else has taken the lease back to this member, or it has itself: the request is over
            case HANDED_OVER -> HolderRows.answer(state, record, request, "handover.returned", "nobody else took over");
        };
    }

    private static @Nullable Decision asked(HaState state, ClusterRecord record, Request request, Duration now) {
        if (state.local().state() != LocalPostgres.State.PRIMARY
                || state.fitness().unreadySince() != null) {
            return null;
        }
        String why = Handover.nobodyFits(
                state, record, request.candidate(), now.minus(state.policy().retryPeriod()));
        if (!why.isEmpty() && Handover.outdated(state, record, request.candidate(), now)) {
            return HaEngine.wait(state, "handover.ask", "as last heard, which is a while ago, " + why);
        }
        if (!why.isEmpty()) {
            return HolderRows.answer(state, record, request, "handover.refused", why);
        }
        ClusterRecord next =
                record.renewed(HolderRows.published(state, record)).requesting(request.in(Request.Phase.STOPPING));
        return HaEngine.act(
                state.handingOver(HandoverWatch.begun(now)),
                "handover.begin",
                "the primary is shut down for "
                        + (request.candidate() == null ? "whoever may lead" : request.candidate()),
                HaEngine.write(state, next, HaAction.Purpose.RENEW),
                new HaAction.HandOver());
    }

    private static @Nullable Decision stopping(HaState state, ClusterRecord record, Request request, Duration now) {
        LocalPostgres local = state.local();
        HandoverWatch watch = state.handover();
        if (watch == null || local.state() != LocalPostgres.State.STOPPED || !local.cleanStop()) {
            return HolderRows.answer(
                    state,
                    record,
                    request,
                    "handover.broken",
                    watch == null ? "the primary's agent was restarted" : "the primary did not shut down in order");
        }
        if (Handover.received(state, record, request.candidate(), local.received(), lately(state.policy(), now))) {
            ClusterRecord next = record.released()
                    .publishing(new Database(record.systemIdentifier(), record.history(), local.received()))
                    .requesting(request.in(Request.Phase.HANDED_OVER));
            return HaEngine.act(
                    state.withLease(null, state.renewed()).handingOver(null),
                    "handover.release",
                    "everything up to " + local.received() + " is received",
                    HaEngine.write(state, next, HaAction.Purpose.RELEASE));
        }
        if (watch.inVain(state, now)) {
            return HolderRows.answer(
                    state,
                    record,
                    request,
                    "handover.stalled",
                    "nobody who may lead has received everything up to " + local.received()
                            + (local.sending() ? " in time" : ", and the server has ended"));
        }
        return HaEngine.wait(
                state, "handover.wait", "waiting for everything up to " + local.received() + " to be received");
    }

    /** The server may take its time to end, and who had everything may be gone by then. */
    private static Duration lately(HaPolicy policy, Duration now) {
        boolean longer = policy.electionWindow().compareTo(policy.retryPeriod()) > 0;
        return now.minus(longer ? policy.electionWindow() : policy.retryPeriod());
    }
}
