package io.pgspan.ha;

import io.pgspan.model.PgspanException;
import java.time.Duration;

/**
 * How much of a PostgreSQL that fails is borne before something else is tried. None of these limits makes anybody lead, or any data go, that
 * otherwise must not: they only say when what is allowed is wanted.
 *
 * @param ready how long a holder's PostgreSQL may take until it is a primary that answers; after that the lease is given up, if somebody
 *     else may lead. A recovery that is cut short by it is begun anew as a standby's; default 5 minutes
 * @param starts how many starts of a holder's PostgreSQL may fail before the same; default 2
 * @param promotions how many promotions of a holder may fail before the same; default 3
 * @param starved how long a standby stays as it is when whom it follows no longer has the WAL that it needs; what an archive gives it
 *     begins the time anew; after that it becomes a copy of the primary; default 1 minute
 */
public record Patience(Duration ready, int starts, int promotions, Duration starved) {
    private static final Patience DEFAULTS = new Patience(Duration.ofMinutes(5), 2, 3, Duration.ofMinutes(1));

    /** @throws PgspanException when a limit is not positive */
    public Patience {
        if (ready.isNegative() || ready.isZero() || starved.isNegative() || starved.isZero()) {
            throw new PgspanException("leader election: the patience for a start, " + ready.toMillis()
                    + " ms, and for missing WAL, " + starved.toMillis() + " ms, must be positive; take 300000 ms");
        }
        if (starts < 1 || promotions < 1) {
            throw new PgspanException("leader election: the patience for " + starts + " failed starts and " + promotions
                    + " failed promotions must be at least one of each; take 2 and 3");
        }
    }

    /** Five minutes for a start, two failed starts, three failed promotions, a minute without the needed WAL. */
    public static Patience ofDefaults() {
        return DEFAULTS;
    }
}
