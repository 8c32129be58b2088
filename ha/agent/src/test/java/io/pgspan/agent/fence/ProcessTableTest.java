package io.pgspan.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessTableTest {
    private static final String REST = " 20 20 0 -1 4194560 100 0 0 0 1 1 0 0 20 0 1 0 12345 1000 100 184467";

    @Test
    void readsParentAndBirthWhateverTheNameHolds() {
        assertThat(ProcessTable.parse(42, "42 (a) R 1 (b) S 7" + REST, true))
                .isEqualTo(new ProcessRow(42, 7, 123_450, true));
    }

    @Test
    void aZombieDoesNotLive() {
        assertThat(ProcessTable.parse(42, "42 (postgres) Z 7" + REST, true)).isNull();
    }

    @Test
    void aLineThatWasCutIsNobody() {
        assertThat(ProcessTable.parse(42, "42 (postgres) S 7 20", true)).isNull();
        assertThat(ProcessTable.parse(42, "", true)).isNull();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void birthsAreOnTheBootClock() throws IOException, InterruptedException {
        try (BootClock clock = new BootClock()) {
            long before = clock.millis();
            Process child = new ProcessBuilder("sleep", "60").start();
            try {
                assertThat(ProcessTable.read(Set.of()))
                        .filteredOn(row -> row.pid() == child.pid())
                        .singleElement()
                        .satisfies(row -> {
                            assertThat(row.bornMillis()).isBetween(before - 20, clock.millis() + 20);
                            assertThat(row.parent())
                                    .isEqualTo(ProcessHandle.current().pid());
                        });
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aReusedProcessIdHurtsNoStranger() throws IOException, InterruptedException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessRow row = ProcessTable.read(Set.of()).stream()
                    .filter(candidate -> candidate.pid() == stranger.pid())
                    .findFirst()
                    .orElseThrow();
            ProcessRow predecessor = new ProcessRow(row.pid(), row.parent(), row.bornMillis() - 1_000, true);
            assertThat(Sweep.kill(predecessor)).isFalse();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(Sweep.kill(row)).isTrue();
            assertThat(stranger.waitFor()).isEqualTo(137);
        } finally {
            stranger.destroyForcibly();
        }
    }
}
