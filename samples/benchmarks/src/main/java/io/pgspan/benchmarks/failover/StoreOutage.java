package io.pgspan.benchmarks.failover;

import io.pgspan.testkit.postgres.RowWriter;
import java.time.Duration;
import java.time.Instant;

/** The record store falls silent for longer than a lease, then answers again; everything else is well. */
final class StoreOutage {
    private static final Duration LENGTH = Duration.ofSeconds(6);

    private StoreOutage() {}

    static void run(Trial trial) {
        once(trial, "");
    }

    /** One, with figures under a name that tells them from others. */
    static void once(Trial trial, String which) {
        try (RowWriter writer = trial.startWriter()) {
            Instant over;
            trial.contender().stopStore();
            try {
                Trial.rest(LENGTH);
            } finally {
                trial.contender().continueStore();
                over = Instant.now();
            }
            Trial.awaitRows(writer);
            trial.figure(
                    which + "outage's end to first row (s)",
                    writer.outageAround(over)
                            .map(gap -> Trial.seconds(Duration.between(over, gap.firstAfter())))
                            .orElseThrow());
            trial.figure(
                    which + "write outage (s)",
                    Trial.seconds(writer.longestGap().orElseThrow().length()));
            trial.countLost(writer, which);
        }
    }
}
