package io.pgspan.ha;

import io.pgspan.model.PgspanException;
import java.time.Duration;

/**
 * The timing of a cluster's leadership. Safety rests on one inequality, checked here: a holder that can't renew gives up after
 * {@code renewDeadline}, needs at most {@code stopBudget} until PostgreSQL can acknowledge nothing more, and must be through before
 * anybody who watches the record unchanged for {@code leaseDuration} on a clock up to {@code clockRatio} times as fast may take
 * over: {@code (renewDeadline + stopBudget) * clockRatio < leaseDuration}.
 *
 * @param leaseDuration how long a record must be seen unchanged before it may be taken from its holder
 * @param renewDeadline how long after sending its last confirmed renewal a holder counts itself one
 * @param stopBudget the worst time from giving up to the last possible acknowledgement
 * @param retryPeriod the time between two looks at the record while something is amiss or awaited
 * @param clockRatio how much faster one member's clock may run than another's; at least 1
 * @param electionWindow how long a free record waits for answers before a candidate goes without the silent ones (never against
 *     the rule of synchronous commits)
 * @param patience how much of a PostgreSQL that fails is borne before something else is tried
 */
public record HaPolicy(
        Duration leaseDuration,
        Duration renewDeadline,
        Duration stopBudget,
        Duration retryPeriod,
        double clockRatio,
        Duration electionWindow,
        Patience patience) {
    private static final Duration SHORTEST = Duration.ofMillis(4);
    private static final double CLOCK_RATIO_MAX = 2;
    private static final Duration CALM_MAX = Duration.ofSeconds(1);

    /** @throws PgspanException when a number is out of range or the inequality does not hold; the message proposes numbers that do */
    public HaPolicy {
        if (!(clockRatio >= 1 && clockRatio <= CLOCK_RATIO_MAX)) {
            throw new PgspanException("leader election: clockRatio " + clockRatio
                    + " is how much faster one clock may run than another; it lies between 1 and " + CLOCK_RATIO_MAX
                    + "; take 1.1");
        }
        positive("leaseDuration", leaseDuration);
        positive("renewDeadline", renewDeadline);
        positive("retryPeriod", retryPeriod);
        if (stopBudget.isNegative() || electionWindow.isNegative()) {
            throw new PgspanException("leader election: stopBudget " + stopBudget.toMillis() + " ms and electionWindow "
                    + electionWindow.toMillis() + " ms must not be negative; take 1000 ms");
        }
        double used = renewDeadline.plus(stopBudget).toNanos() * clockRatio;
        if (used >= leaseDuration.toNanos()) {
            throw new PgspanException("leader election: (renewDeadline " + renewDeadline.toMillis()
                    + " ms + stopBudget "
                    + stopBudget.toMillis() + " ms) * clockRatio " + clockRatio + " must be less than leaseDuration "
                    + leaseDuration.toMillis() + " ms; take for example leaseDuration "
                    + (long) Math.ceil(used / 1e6 * 1.15 + 1) + " ms");
        }
        if (retryPeriod.multipliedBy(2).compareTo(renewDeadline) > 0) {
            throw new PgspanException("leader election: retryPeriod " + retryPeriod.toMillis()
                    + " ms must fit twice into renewDeadline " + renewDeadline.toMillis() + " ms; take "
                    + renewDeadline.toMillis() / 4 + " ms");
        }
    }

    /** With the usual patience. */
    public HaPolicy(
            Duration leaseDuration,
            Duration renewDeadline,
            Duration stopBudget,
            Duration retryPeriod,
            double clockRatio,
            Duration electionWindow) {
        this(leaseDuration, renewDeadline, stopBudget, retryPeriod, clockRatio, electionWindow, Patience.ofDefaults());
    }

    /** The same with another patience. */
    public HaPolicy with(Patience other) {
        return new HaPolicy(leaseDuration, renewDeadline, stopBudget, retryPeriod, clockRatio, electionWindow, other);
    }

    /**
     * The time between two looks of a member that doesn't lead while all is well, unless it hears of a renewal before: a third of the renewal
     * deadline, at most a second, no less than the retry period.
     */
    public Duration calmPeriod() {
        return between(retryPeriod, renewDeadline.dividedBy(3), CALM_MAX);
    }

    /**
     * The time between two renewals while all is well: a tenth less than the calm period, so that the others hear of each before they would look
     * by themselves, and look once. A holder that stands still for less than the rest of its deadline stays one.
     */
    public Duration renewPeriod() {
        return calmPeriod().minus(calmPeriod().dividedBy(10));
    }

    private static Duration between(Duration least, Duration wanted, Duration most) {
        Duration bounded = wanted.compareTo(most) > 0 ? most : wanted;
        return bounded.compareTo(least) < 0 ? least : bounded;
    }

    private static void positive(String name, Duration value) {
        if (value.compareTo(SHORTEST) < 0) {
            throw new PgspanException("leader election: " + name + " " + value.toMillis() + " ms is too short; take "
                    + SHORTEST.toMillis() + " ms or more");
        }
    }

    /** Lease 5 s, renewal deadline 3 s, stop budget 1 s, a look every 250 ms, clocks within 10 %. */
    public static HaPolicy ofDefaults() {
        return new HaPolicy(
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofMillis(250),
                1.1,
                Duration.ofSeconds(1));
    }
}
