package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a holder whose PostgreSQL does not come to lead: somebody else shall, if there is somebody who may. Two steps: what may run
 * out of recovery any moment is stopped first, and only what is certainly no primary gives the lease back. An acknowledged commit of a
 * synchronous cluster is as safe as with any other election, which is held beforehand and again.
 */
final class YieldRows {
    private YieldRows() {}

    /** What a holder in trouble does; null when it is in none, or when nobody else could lead. */
    static @Nullable Decision decide(HaState state, ClusterRecord record, Duration now) {
        LocalPostgres local = state.local();
        boolean primary = local.state() == LocalPostgres.State.PRIMARY;
        if (local.busy() && !primary) {
            // it is no primary and does not become one before the operation is over
            return null;
        }
        Request request = record.asked();
        if (request != null && request.phase() != Request.Phase.ASKED) {
            return null;
        }
        if (request != null && state.fitness().unreadyFor(state.policy().leaseDuration(), now)) {
            Decision served = serves(state, record, request, now);
            if (served != null) {
                return served;
            }
        }
        Patience patience = state.policy().patience();
        Fitness fitness = state.fitness();
        String rule = "";
        String why = "";
        if (fitness.unreadyFor(patience.ready(), now)) {
            rule = "holder.not-ready";
            why = "PostgreSQL has been on its way for " + patience.ready().toSeconds() + " s";
        } else if (local.state() == LocalPostgres.State.STOPPED
                && local.failedStarts() - fitness.startsBefore() >= patience.starts()) {
            rule = "holder.start-failed";
            why = "PostgreSQL does not start here";
        } else if (!primary && local.failedPromotions() - fitness.promotionsBefore() >= patience.promotions()) {
            rule = "holder.promote-failed";
            why = "PostgreSQL is not promoted here";
        }
        return rule.isEmpty() || !Succession.possible(state, record, now)
                ? null
                : yields(state, record, rule, why + ", and another member can lead", now);
    }

    /**
     * An operator's request is served by giving up: a failover within what it consents to, a switchover only where every acknowledged
     * commit is on others, since a switchover loses nothing.
     */
    private static @Nullable Decision serves(HaState state, ClusterRecord record, Request request, Duration now) {
        boolean loses = !record.guarantee().synchronous() || record.guarantee().count() == 0;
        if ((request.isSwitchover() && loses)
                || !Succession.possible(
                        state, record, request.candidate(), request.isSwitchover() ? null : request.consent(), now)) {
            return null;
        }
        return yields(
                state,
                record,
                "handover.not-ready",
                "PostgreSQL is not ready here, and an operator wants somebody else to lead",
                now);
    }

    private static Decision yields(HaState state, ClusterRecord record, String rule, String why, Duration now) {
        return state.local().state() == LocalPostgres.State.PRIMARY
                ? HaEngine.act(state, rule, why + "; it is stopped first", new HaAction.Fence())
                : HaEngine.act(
                        state.with(state.fitness().givesUp(now)).withLease(null, state.renewed()),
                        rule,
                        why,
                        HaEngine.write(state, record.released(), HaAction.Purpose.RELEASE));
    }
}
