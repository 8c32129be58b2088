package io.pgspan.ha.rollout;

import io.pgspan.model.PgspanException;
import java.time.Duration;

/**
 * The bounds a rollout keeps.
 *
 * @param maximumLagBytes the greatest lag of a standby that counts as returned, and as a candidate
 * @param minimumElectable how many members that lead or may take over must be left when one is taken away; at least 1
 * @param downtimeAllowed whether the only data member of a cluster may be stopped
 * @param factAge the greatest age of an observation that is acted upon
 * @param stepTime how long a step may take; a member not back by then has not returned
 * @param stopGrace how long a pod has to stop
 */
public record RolloutLimits(
        long maximumLagBytes,
        int minimumElectable,
        boolean downtimeAllowed,
        Duration factAge,
        Duration stepTime,
        Duration stopGrace) {

    /** @throws PgspanException when a number is out of range */
    public RolloutLimits {
        if (maximumLagBytes < 0 || minimumElectable < 1) {
            throw new PgspanException("rollout limits: maximumLagBytes " + maximumLagBytes
                    + " must not be negative and minimumElectable " + minimumElectable
                    + " must be at least 1; take 16777216 and 1");
        }
        if (!positive(factAge) || !positive(stepTime) || !positive(stopGrace)) {
            throw new PgspanException("rollout limits: factAge " + factAge.toMillis() + " ms, stepTime "
                    + stepTime.toMillis() + " ms and stopGrace " + stopGrace.toMillis()
                    + " ms must be positive; take 10 s, 10 min and 60 s");
        }
    }

    private static boolean positive(Duration value) {
        return !value.isNegative() && !value.isZero();
    }

    /** 16 MiB of lag, 1 electable member, no downtime, facts of at most 10 s, 10 min a step, 60 s to stop. */
    public static RolloutLimits ofDefaults() {
        return new RolloutLimits(
                16L << 20, 1, false, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofSeconds(60));
    }

    /** The same with the stop of an only member allowed, which cuts every client off for a while. */
    public RolloutLimits withDowntime() {
        return new RolloutLimits(maximumLagBytes, minimumElectable, true, factAge, stepTime, stopGrace);
    }
}
