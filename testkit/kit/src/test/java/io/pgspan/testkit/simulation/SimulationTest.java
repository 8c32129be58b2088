package io.pgspan.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engine under faults. {@code -Dpgspan.seed=N} replays one history of each setting, {@code -Dpgspan.histories=N} runs more of
 * them.
 */
class SimulationTest {
    private static final int HISTORIES = Integer.getInteger("pgspan.histories", 300);
    private static final int FRESH = 60;
    private static final int STORY_LINES_MAX = 150;

    private record Failure(long seed, String message) {}

    @ParameterizedTest
    @EnumSource(History.Setting.class)
    void keepsEveryInvariantInEveryHistory(History.Setting setting) {
        Long one = Long.getLong("pgspan.seed");
        int histories = setting == History.Setting.MIXED ? HISTORIES : Math.max(1, HISTORIES / 6);
        long first = one == null ? 1 : one;
        long last = one == null ? histories : one;
        Map<FaultKind, Integer> faults = new TreeMap<>();
        List<Failure> failures = LongStream.rangeClosed(first, last)
                .parallel()
                .boxed()
                .flatMap(seed -> {
                    History.Outcome outcome = History.run(seed, Subject.production(), setting, false);
                    synchronized (faults) {
                        outcome.faults().forEach((kind, n) -> faults.merge(kind, n, Integer::sum));
                        faults.merge(FaultKind.CRASH, 0, Integer::sum);
                    }
                    return outcome.violation().map(v -> new Failure(seed, String.valueOf(v.getMessage()))).stream();
                })
                .sorted(Comparator.comparing(Failure::seed))
                .toList();
        assertThat(failures)
                .as(() -> failures.size() + " of " + histories + " histories break an invariant; the first one:\n"
                        + story(failures.get(0), setting))
                .isEmpty();
        if (one == null && setting == History.Setting.MIXED) {
            // a fault that never happens proves nothing
            assertThat(faults.keySet())
                    .containsAll(List.of(FaultKind.values()).stream()
                            .filter(kind ->
                                    !FaultKind.of(FaultKind.Family.MAJORITY).contains(kind))
                            .toList());
        }
        if (one == null && setting == History.Setting.MAJORITY) {
            assertThat(faults.keySet()).containsAll(FaultKind.of(FaultKind.Family.MAJORITY));
        }
    }

    @Test
    void historiesAreBusy() {
        History.Outcome outcome = History.run(11, Subject.production(), false);
        assertThat(outcome.promotions()).isPositive();
        assertThat(outcome.acknowledgements()).isGreaterThan(500);
    }

    @Test
    void tellsTheSameHistoryTwice() {
        assertThat(History.run(7, Subject.production(), true).story())
                .isEqualTo(History.run(7, Subject.production(), true).story())
                .isNotEmpty();
    }

    private static String story(Failure failure, History.Setting setting) {
        String invariant = failure.message().substring(0, failure.message().indexOf(','));
        FaultPlan plan = Minimiser.smallest(failure.seed(), Subject.production(), setting, invariant);
        List<String> story = History.run(failure.seed(), Subject.production(), setting, plan, true)
                .story();
        return "mvn -pl testkit/kit -am test -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dpgspan.seed="
                + failure.seed() + "\n" + failure.message() + "\nof its faults only these are needed: " + plan.strikes()
                + "\n" + String.join("\n", story.subList(Math.max(0, story.size() - STORY_LINES_MAX), story.size()));
    }

    /** Numbers that nobody has run before, in each build others: {@code PGSPAN_FRESH} in the environment says where they begin. */
    @ParameterizedTest
    @EnumSource(History.Setting.class)
    void keepsEveryInvariantInHistoriesOfFreshNumbers(History.Setting setting) {
        long begin = Long.parseLong(System.getenv().getOrDefault("PGSPAN_FRESH", "1000000"));
        System.out.println("fresh histories of " + setting + ": " + begin + " to " + (begin + FRESH - 1));
        List<Failure> failures = LongStream.range(begin, begin + FRESH)
                .parallel()
                .boxed()
                .flatMap(seed -> History.run(seed, Subject.production(), setting, false).violation().stream()
                        .map(v -> new Failure(seed, String.valueOf(v.getMessage()))))
                .toList();
        assertThat(failures)
                .as(() -> failures.size() + " of " + FRESH + " fresh histories break an invariant; one of them:\n"
                        + story(failures.get(0), setting))
                .isEmpty();
    }
}
