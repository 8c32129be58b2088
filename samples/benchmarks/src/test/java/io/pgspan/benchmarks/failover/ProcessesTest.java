package io.pgspan.benchmarks.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgspan.testkit.base.network.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node consists of, when it is killed or frozen: here a shell is the agent, with a helper and two that look like PostgreSQL. */
class ProcessesTest {
    private static final Path SLEEP = Path.of("/bin/sleep");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private Path data;
    private Path others;
    private Process agent;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(SLEEP) && Files.isDirectory(Path.of("/proc/self")), "no /proc or no " + SLEEP);
        data = Files.createDirectory(directory.resolve("data"));
        others = Files.createDirectory(directory.resolve("others"));
        Path server = Files.copy(SLEEP, directory.resolve("postgres"), StandardCopyOption.COPY_ATTRIBUTES);
        int works = new ProcessBuilder(server.toString(), "0").start().waitFor();
        assumeTrue(works == 0, SLEEP + " is one program of many names and can't be given another");
        agent = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "sleep 60 & cd " + data + " && " + server + " 60 & cd " + others + " && " + server
                                + " 60 & wait")
                .start();
        Await.until(
                "all are there",
                LIMIT,
                () -> agent.descendants().count() >= 3
                        && !Processes.postgres(data).isEmpty()
                        && !Processes.postgres(others).isEmpty());
    }

    @AfterEach
    void stop() {
        if (agent != null) {
            Processes.killNode(agent.toHandle(), data);
        }
    }

    @Test
    void anAgentsHelpersAreWhatItHasStartedWithoutPostgres() {
        List<Long> found = Processes.ids(Processes.agentAndHelpers(agent.pid()));

        assertThat(found).contains(agent.pid()).doesNotContainAnyElementsOf(Processes.ids(Processes.postgres(data)));
        assertThat(found).doesNotContainAnyElementsOf(Processes.ids(Processes.postgres(others)));
        assertThat(found.size()).as("the helper").isGreaterThan(1);
    }

    @Test
    void aServersProcessesAreThoseThatStandInItsData() {
        assertThat(Processes.postgres(data)).hasSize(1);
        assertThat(Processes.ids(Processes.postgres(data)))
                .doesNotContainAnyElementsOf(Processes.ids(Processes.postgres(others)));
    }

    @Test
    void aNodeThatIsKilledLeavesNothing() {
        List<ProcessHandle> all = agent.descendants().toList();

        Processes.killNode(agent.toHandle(), data);

        assertThat(Processes.agentAndHelpers(agent.pid())).isEmpty();
        assertThat(Processes.postgres(data)).isEmpty();
        Await.until(
                "no process is left",
                LIMIT,
                () -> Processes.postgres(others).isEmpty()
                        && all.stream()
                                .allMatch(
                                        p -> Processes.agentAndHelpers(p.pid()).isEmpty()));
    }
}
