package io.pgspan.benchmarks.failover;

import java.time.Duration;

/**
 * Switchovers and silent stores of one cluster whose agents have run for minutes, as agents mostly have: a young one runs what it does in the
 * JVM's interpreter, and what happens in a fleet seldom happens to young ones.
 */
final class Settled {
    private static final Duration AGE = Duration.ofMinutes(5);
    private static final Duration REST = Duration.ofSeconds(10);
    private static final int SWITCHOVERS = 10;
    private static final int STORE_OUTAGES = 5;

    private Settled() {}

    static void run(Trial trial) {
        Trial.rest(AGE);
        for (int n = 0; n < SWITCHOVERS; n++) {
            PlannedChange.once(trial, "switchover: ");
            calm(trial);
        }
        for (int n = 0; n < STORE_OUTAGES; n++) {
            StoreOutage.once(trial, "store: ");
            calm(trial);
        }
    }

    private static void calm(Trial trial) {
        trial.awaitComplete(true);
        Trial.rest(REST);
    }
}
