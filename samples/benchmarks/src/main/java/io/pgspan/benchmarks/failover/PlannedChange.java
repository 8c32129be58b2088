package io.pgspan.benchmarks.failover;

import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.postgres.Gap;
import io.pgspan.testkit.postgres.RowWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Switchovers to a standby that confirms commits, asked for through the leader's agent: the first that these agents ever do, and some more, since
 * whoever has done something once does it faster.
 */
final class PlannedChange {
    private static final int MORE = 2;

    private PlannedChange() {}

    static void run(Trial trial) {
        once(trial, "");
        for (int n = 0; n < MORE; n++) {
            trial.awaitComplete(true);
            once(trial, "again: ");
        }
    }

    /** One, with figures under a name that tells which of several it was. */
    static void once(Trial trial, String which) {
        String leader = trial.primary();
        String candidate = Await.untilPresent(
                "a standby confirms", Trial.LIMIT, () -> trial.eye().confirmer(leader));
        try (RowWriter writer = trial.startWriter()) {
            double stolen = StolenTime.seconds();
            Instant asked = Instant.now();
            CompletableFuture<Void> answer =
                    CompletableFuture.runAsync(() -> trial.contender().switchover(leader, candidate));
            Await.until(
                    candidate + " leads",
                    Trial.LIMIT,
                    () -> answer.isCompletedExceptionally()
                            || trial.eye().primary().equals(Optional.of(candidate)));
            if (answer.isCompletedExceptionally()) {
                answer.join(); // says why
            }
            Trial.awaitRows(writer);
            trial.figure(which + "stolen from the request to a hundred rows (s)", StolenTime.seconds() - stolen);
            answer.join();
            Gap gap = writer.longestGap().orElseThrow();
            trial.figure(which + "write outage (s)", Trial.seconds(gap.length()));
            trial.figure(which + "request to first row (s)", Trial.seconds(Duration.between(asked, gap.firstAfter())));
            trial.countLost(writer, which);
        }
    }
}
