package io.pgspan.benchmarks.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.benchmarks.failover.TrialLog.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialLogTest {
    private static final Figure OUTAGE = new Figure(3, "pgspan", "node", "write outage (s)", 5.25);

    @TempDir
    Path directory;

    @Test
    void aRunThatWasCutOffGoesOnWithWhatHasNoFigures() {
        Path file = directory.resolve("trials.csv");
        new TrialLog(file).add(List.of(OUTAGE));

        TrialLog continued = new TrialLog(file);

        assertThat(continued.figures()).containsExactly(OUTAGE);
        assertThat(continued.has(3, "pgspan", "node")).isTrue();
        assertThat(continued.has(4, "pgspan", "node")).isFalse();
        assertThat(continued.has(3, "patroni", "node")).isFalse();
        assertThat(continued.has(3, "pgspan", "crash")).isFalse();
    }

    @Test
    void aLineThatWasCutOffCountsAsNoneAndSpoilsNoOther() throws Exception {
        Path file = directory.resolve("trials.csv");
        new TrialLog(file).add(List.of(OUTAGE));
        Files.writeString(file, "3,pgspan,cra", StandardOpenOption.APPEND);

        Figure next = new Figure(3, "pgspan", "crash", "write outage (s)", 1);
        new TrialLog(file).add(List.of(next));

        assertThat(new TrialLog(file).figures()).containsExactly(OUTAGE, next);
    }
}
