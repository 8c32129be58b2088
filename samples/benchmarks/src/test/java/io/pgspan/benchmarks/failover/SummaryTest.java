package io.pgspan.benchmarks.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.benchmarks.failover.TrialLog.Figure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Summary.median(new double[] {1, 2, 4, 100})).isEqualTo(3);
        assertThat(Summary.median(new double[] {1, 2, 100})).isEqualTo(2);
    }

    @Test
    void aPercentileIsTheNearestRank() {
        double[] ten = IntStream.rangeClosed(1, 10).asDoubleStream().toArray();
        double[] hundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        assertThat(Summary.rank(ten, 0.95)).isEqualTo(10);
        assertThat(Summary.rank(hundred, 0.95)).isEqualTo(95);
        assertThat(Summary.rank(new double[] {7}, 0.95)).isEqualTo(7);
    }

    @Test
    void systemsStandUnderEachOtherForEachFigureInTheOrderOfScenarios() {
        String table = Summary.of(List.of(
                new Figure(1, "pgspan", "node", "write outage (s)", 5.25),
                new Figure(1, "patroni", "node", "write outage (s)", 7),
                new Figure(1, "pgspan", "switchover", "write outage (s)", 0.25)));
        assertThat(table.lines().skip(2))
                .containsExactly(
                        "| switchover | write outage (s) | pgspan | 0.25 | 0.25 | 0.25 | 0.25 | 1 |",
                        "| node | write outage (s) | pgspan | 5.25 | 5.25 | 5.25 | 5.25 | 1 |",
                        "| node | write outage (s) | patroni | 7 | 7 | 7 | 7 | 1 |");
    }
}
