package io.pgspan.operators.kubedb;

import io.pgspan.model.PgspanException;
import java.time.Duration;

/**
 * How KubeDB judges whether the database is healthy.
 *
 * @param period time between two checks, in whole seconds; default 10 s
 * @param timeout how long one check may take, in whole seconds; default 10 s
 * @param failureThreshold failed checks in a row after which it is not healthy; default 1
 * @param writeCheckDisabled whether no row is written to see whether it can be; default false. A remote replica refuses every write, so
 *     it needs true
 */
public record HealthChecker(Duration period, Duration timeout, int failureThreshold, boolean writeCheckDisabled) {
    private static final HealthChecker DEFAULTS =
            new HealthChecker(Duration.ofSeconds(10), Duration.ofSeconds(10), 1, false);

    /**
     * Checks what KubeDB would refuse.
     *
     * @throws PgspanException when a duration is no whole number of seconds, or a number is below 1
     */
    public HealthChecker {
        seconds("period", period);
        seconds("timeout", timeout);
        if (failureThreshold < 1) {
            throw new PgspanException("health checker: failureThreshold is " + failureThreshold + "; use 1 or more");
        }
    }

    /** What KubeDB does when nothing is said. */
    public static HealthChecker ofDefaults() {
        return DEFAULTS;
    }

    /** The same without a write. */
    public HealthChecker withoutWriteCheck() {
        return new HealthChecker(period, timeout, failureThreshold, true);
    }

    private static void seconds(String name, Duration time) {
        if (time.getNano() != 0 || time.getSeconds() < 1 || time.getSeconds() > Integer.MAX_VALUE) {
            throw new PgspanException(
                    "health checker: " + name + " is " + time + "; use a whole number of seconds, 1 or more");
        }
    }
}
