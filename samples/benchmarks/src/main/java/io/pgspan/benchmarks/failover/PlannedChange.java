package io.pgspan.benchmarks.failover;

import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.postgres.Gap;
import io.pgspan.testkit.postgres.RowWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A switchover to a standby that confirms commits, asked for through the leader's agent. */
final class PlannedChange {
    private PlannedChange() {}

    static void run(Trial trial) {
        String leader = trial.primary();
        String candidate = Await.untilPresent(
                "a standby confirms", Trial.LIMIT, () -> trial.eye().confirmer(leader));
        try (RowWriter writer = trial.startWriter()) {
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
            answer.join();
            Gap gap = writer.longestGap().orElseThrow();
            trial.figure("write outage (s)", Trial.seconds(gap.length()));
            trial.figure("request to first row (s)", Trial.seconds(Duration.between(asked, gap.firstAfter())));
            trial.countLost(writer);
        }
    }
}
