package io.pgspan.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CondemnedTest {
    private static final ProcessRow INIT = new ProcessRow(1, 0, 0, false);
    private static final ProcessRow AGENT = new ProcessRow(7, 1, 10, false);
    private static final ProcessRow POSTMASTER = new ProcessRow(20, 7, 100, true);
    private static final ProcessRow BACKEND = new ProcessRow(21, 20, 150, true);
    private static final ProcessRow ARCHIVER = new ProcessRow(22, 20, 120, true);
    private static final ProcessRow COPY = new ProcessRow(23, 22, 180, false);
    private static final ProcessRow SHELL = new ProcessRow(30, 7, 100, false);

    private static List<ProcessRow> among(long bornBy, ProcessRow... rows) {
        return Condemned.among(List.of(rows), bornBy);
    }

    @Test
    void takesThePostmasterFirstThenAllItStarted() {
        assertThat(among(Condemned.ANY_AGE, COPY, BACKEND, SHELL, ARCHIVER, INIT, AGENT, POSTMASTER))
                .startsWith(POSTMASTER)
                .containsExactlyInAnyOrder(POSTMASTER, BACKEND, ARCHIVER, COPY);
    }

    @Test
    void takesBackendsWhosePostmasterIsDead() {
        ProcessRow orphan = new ProcessRow(21, 1, 150, true);
        assertThat(among(Condemned.ANY_AGE, INIT, AGENT, orphan)).containsExactly(orphan);
    }

    @Test
    void sparesAServerThatWasStartedLater() {
        ProcessRow later = new ProcessRow(40, 1, 900, true);
        ProcessRow itsBackend = new ProcessRow(41, 40, 950, true);
        assertThat(among(500, INIT, later, itsBackend)).isEmpty();
        assertThat(among(500, INIT, later, itsBackend, POSTMASTER)).containsExactly(POSTMASTER);
    }

    @Test
    void takesTheLateBackendOfAnOldPostmaster() {
        ProcessRow late = new ProcessRow(50, 20, 900, true);
        assertThat(among(500, AGENT, POSTMASTER, late)).containsExactly(POSTMASTER, late);
    }

    @Property
    void nobodyIsTakenWithoutAServerAmongHisAncestorsAndNoOldServerIsLeft(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        Random random = new Random(seed);
        List<ProcessRow> rows = new ArrayList<>();
        for (int pid = 1; pid <= size; pid++) {
            rows.add(new ProcessRow(pid, random.nextInt(pid), random.nextInt(1_000), random.nextInt(3) == 0));
        }
        int bornBy = random.nextInt(1_000);
        List<ProcessRow> condemned = Condemned.among(rows, bornBy);
        Set<Long> pids = new HashSet<>();
        for (ProcessRow row : condemned) {
            assertThat(pids.add(row.pid())).as("taken once").isTrue();
            assertThat((row.server() && row.bornMillis() <= bornBy) || pids.contains(row.parent()))
                    .as("%s has a reason", row)
                    .isTrue();
        }
        assertThat(condemned)
                .containsAll(rows.stream()
                        .filter(row -> (row.server() && row.bornMillis() <= bornBy) || pids.contains(row.parent()))
                        .toList());
    }
}
