package io.pgspan.benchmarks.failover;

import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.postgres.RowWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** The primary's processes killed by SIGKILL. */
final class Kills {
    /** A finer wait than the usual one: rejoining is measured by it. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final int LOOKS_MAX = 4_500;

    /** A commit that waits for no standby. */
    private static final String UNSENT = "DO $$ BEGIN PERFORM set_config('synchronous_commit', 'local', true);"
            + " PERFORM pg_logical_emit_message(true, 'benchmark', 'sent to nobody'); END $$";

    private Kills() {}

    static void crash(Trial trial) {
        String victim = trial.primary();
        try (RowWriter writer = trial.startWriter()) {
            Processes.killPostgres(trial.contender().data(victim));
            Instant dead = Instant.now();
            Trial.awaitRows(writer);
            trial.outageAround(writer, dead);
            Await.until("all are back", Trial.LIMIT, () -> trial.eye().isComplete(true));
            trial.figure("kill to all members in place (s)", Trial.secondsSince(dead));
            trial.figure("another member leads", trial.primary().equals(victim) ? 0 : 1);
            trial.countLost(writer);
        }
    }

    static void node(Trial trial) {
        node(trial, victim -> {});
    }

    /** As {@link #node}, after the victim has written what it sent to nobody: that has to be taken back when it returns. */
    static void rewind(Trial trial) {
        node(trial, victim -> writeAlone(trial, victim));
    }

    private static void writeAlone(Trial trial, String primary) {
        Processes.signal("STOP", Processes.walSenders(trial.contender().data(primary)));
        try (PostgresProbe probe = new PostgresProbe(trial.contender().postgres(primary), trial.credentials())) {
            probe.execute(UNSENT);
        }
    }

    private static void node(Trial trial, Consumer<String> before) {
        String victim = trial.primary();
        try (RowWriter writer = trial.startWriter()) {
            before.accept(victim);
            trial.contender().killNode(victim);
            Instant dead = Instant.now();
            Trial.awaitRows(writer);
            trial.outageAround(writer, dead);
            String successor = trial.primary();
            Instant started = Instant.now();
            trial.contender().startNode(victim);
            awaitStreaming(trial, successor, victim);
            trial.figure("agent's start to streaming (s)", Trial.secondsSince(started));
            trial.countLost(writer);
        }
    }

    private static void awaitStreaming(Trial trial, String primary, String member) {
        for (int look = 0; look < LOOKS_MAX; look++) {
            if (trial.eye().streaming(primary).contains(member)) {
                return;
            }
            Trial.rest(LOOK);
        }
        throw new AssertionError(member + " doesn't stream from " + primary);
    }
}
