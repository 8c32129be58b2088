package io.pgspan.benchmarks.failover;

import io.pgspan.testkit.assertions.PrimarySpan;
import io.pgspan.testkit.assertions.PrimaryWatch;
import io.pgspan.testkit.assertions.TwoPrimaries;
import io.pgspan.testkit.postgres.RowWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Processes of the primary's node are stopped by SIGSTOP, for the lease and four seconds more, then continued. One application goes on writing to
 * the old primary as long as that acknowledges, as one that never reconnects would.
 */
final class Freeze {
    private static final Duration LENGTH = Duration.ofSeconds(9);
    private static final Duration LOOK = Duration.ofMillis(10);

    private Freeze() {}

    /** The agent alone. */
    static void agent(Trial trial) {
        run(trial, victim -> List.of(trial.contender().agent(victim)));
    }

    /** The agent and what it has started, but for PostgreSQL. */
    static void agentAndHelpers(Trial trial) {
        run(
                trial,
                victim -> Processes.ids(
                        Processes.agentAndHelpers(trial.contender().agent(victim))));
    }

    /** All of that and PostgreSQL. */
    static void node(Trial trial) {
        run(
                trial,
                victim -> Processes.ids(Stream.concat(
                                Processes.agentAndHelpers(trial.contender().agent(victim)).stream(),
                                Processes.postgres(trial.contender().data(victim)).stream())
                        .toList()));
    }

    private static void run(Trial trial, Function<String, List<Long>> stopped) {
        String victim = trial.primary();
        try (RowWriter writer = trial.startWriter();
                PrimaryWatch watch = PrimaryWatch.start(trial.endpoints(), trial.credentials(), LOOK);
                PinnedWriter pinned =
                        PinnedWriter.start(trial.contender().postgres(victim), trial.credentials(), watch::now)) {
            Trial.rest(Duration.ofSeconds(1));
            Instant frozen;
            List<Long> processes = stopped.apply(victim);
            try {
                Processes.signal("STOP", processes);
                frozen = watch.now();
                Trial.rest(LENGTH);
            } finally {
                Processes.signal("CONT", processes);
            }
            trial.awaitComplete(trial.eye().confirmer(trial.primary()).isPresent());
            Trial.awaitRows(writer);
            pinned.stop();
            Optional<Instant> promoted = promotion(watch, victim, frozen);
            trial.figure("another member leads", promoted.isPresent() ? 1 : 0);
            trial.figure(
                    "rows acknowledged by the old primary after the promotion",
                    promoted.map(pinned::acknowledgedAfter).orElse(0));
            trial.figure(
                    "two out of recovery (s)",
                    watch.violations().stream()
                            .map(TwoPrimaries::length)
                            .mapToDouble(Trial::seconds)
                            .sum());
            trial.figure(
                    "write outage (s)",
                    Trial.seconds(writer.longestGap().orElseThrow().length()));
            trial.countLost(writer);
            trial.figure(
                    "acknowledged rows lost by who stayed",
                    pinned.countLost(trial.contender().postgres(trial.primary())));
        }
    }

    /** When another member had been seen out of recovery first. */
    private static Optional<Instant> promotion(PrimaryWatch watch, String victim, Instant frozen) {
        return watch.primaries().stream()
                .filter(span -> !span.member().equals(victim) && span.from().isAfter(frozen))
                .map(PrimarySpan::from)
                .findFirst();
    }
}
