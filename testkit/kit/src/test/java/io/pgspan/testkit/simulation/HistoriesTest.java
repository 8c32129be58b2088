package io.pgspan.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Runs histories until so many have been run in all, {@code -Dpgspan.histories.until=N}, in blocks whose totals are kept: it may be ended
 * at any time and goes on from there. Who changes the engine counts anew: only the numbers stay, as {@code earlier}, so that a changed engine
 * meets histories that none before it has met.
 */
@EnabledIfSystemProperty(
        named = "pgspan.histories.until",
        matches = "[0-9]+",
        disabledReason = "long: -Dpgspan.histories.until=N runs histories until N have been run in all")
class HistoriesTest {
    private static final int BLOCK = 50;
    private static final Map<History.Setting, Integer> BLOCKS = Map.of(
            History.Setting.MIXED, 4,
            History.Setting.FROZEN_GUARDS, 2,
            History.Setting.SLOW_ANSWERS, 1,
            History.Setting.ASYNCHRONOUS, 2,
            History.Setting.OPERATED, 1,
            History.Setting.MAJORITY, 2);

    @Test
    void noHistoryBreaksAnInvariant() {
        long until = Long.getLong("pgspan.histories.until", 0);
        Totals totals = Totals.read();
        while (totals.under("histories").values().stream().mapToLong(n -> n).sum() < until) {
            for (History.Setting setting : History.Setting.values()) {
                for (int i = 0; i < BLOCKS.getOrDefault(setting, 1); i++) {
                    block(setting, totals);
                }
            }
        }
    }

    private static void block(History.Setting setting, Totals totals) {
        long begin = totals.next(setting);
        Duration began = processorTime();
        List<History.Outcome> outcomes = LongStream.range(begin, begin + BLOCK)
                .parallel()
                .mapToObj(seed -> {
                    History.Outcome outcome = History.run(seed, Subject.production(), setting, false);
                    assertThat(outcome.violation().map(Throwable::getMessage))
                            .as("history %d of %s; SimulationTest tells it: -Dpgspan.seed=%d", seed, setting, seed)
                            .isEmpty();
                    return outcome;
                })
                .toList();
        outcomes.forEach(o -> totals.add(setting, o));
        totals.add("processor milliseconds", processorTime().minus(began).toMillis());
        totals.add("timed", BLOCK);
        totals.write();
    }

    /** Of this process, on all cores: a run of hours is stopped for other work, and its machine's host takes what it wants. */
    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
