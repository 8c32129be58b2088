package io.pgspan.ha;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an engine remembers of how its PostgreSQL has fared: since when a holder's is no primary, so that somebody else may be given the
 * lease, and since when a standby waits for WAL that nobody has.
 *
 * <p>Failures are counted from the beginning of a tenure: a member that has got the lease back tries anew before it gives it up again.
 * A primary that was ready and has fallen silent is not timed: clients may go on to be served by it.
 *
 * @param unreadySince when this holder's PostgreSQL was first seen not to be a primary, null when it is one
 * @param startsBefore how many starts had failed when the lease was taken
 * @param promotionsBefore how many promotions had failed when the lease was taken
 * @param gaveUp when this agent gave the lease up because its PostgreSQL does not come to lead, null when it has not
 * @param starvedSince since when WAL has been missing while nothing was received, null when none is missing
 */
public record Fitness(
        @Nullable Duration unreadySince,
        int startsBefore,
        int promotionsBefore,
        @Nullable Duration gaveUp,
        @Nullable Duration starvedSince) {
    /** Nothing has gone wrong. */
    public static final Fitness GOOD = new Fitness(null, 0, 0, null, null);

    /** The lease was taken. */
    Fitness begins(LocalPostgres local) {
        return new Fitness(null, local.failedStarts(), local.failedPromotions(), gaveUp, starvedSince);
    }

    /** The lease is given up. */
    Fitness givesUp(Duration now) {
        return new Fitness(null, 0, 0, now, starvedSince);
    }

    /** A start is tried although the time for it has passed. */
    Fitness anew(Patience patience, Duration now) {
        return unreadyFor(patience.ready(), now) ? with(now, startsBefore, promotionsBefore, starvedSince) : this;
    }

    /** PostgreSQL was looked at. */
    Fitness looked(Duration now, boolean holder, LocalPostgres before, LocalPostgres local) {
        boolean starves = local.walGone()
                && local.state() == LocalPostgres.State.STANDBY
                && !local.receiverRunning()
                && (starvedSince == null || before.received().equals(local.received()));
        Duration starved = !starves ? null : starvedSince == null ? now : starvedSince;
        if (!holder) {
            return with(null, startsBefore, promotionsBefore, starved);
        }
        if (local.state() != LocalPostgres.State.PRIMARY) {
            return with(unreadySince == null ? now : unreadySince, startsBefore, promotionsBefore, starved);
        }
        return local.replication() != null && !local.busy()
                ? with(null, 0, 0, starved)
                : with(unreadySince, startsBefore, promotionsBefore, starved);
    }

    private Fitness with(@Nullable Duration unready, int starts, int promotions, @Nullable Duration starved) {
        return new Fitness(unready, starts, promotions, gaveUp, starved);
    }

    /** Whether PostgreSQL has been on its way to lead for longer than is borne. */
    boolean unreadyFor(Duration limit, Duration now) {
        return unreadySince != null && now.minus(unreadySince).compareTo(limit) >= 0;
    }

    /** Whether this agent has lately given the lease up. */
    boolean gaveUpWithin(Duration limit, Duration now) {
        return gaveUp != null && now.minus(gaveUp).compareTo(limit) < 0;
    }

    /** Whether a standby has waited for missing WAL for longer than is borne. */
    boolean starvedFor(Duration limit, Duration now) {
        return starvedSince != null && now.minus(starvedSince).compareTo(limit) >= 0;
    }
}
