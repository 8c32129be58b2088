package io.pgspan.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetShutdownTest {
    @TempDir
    Path directory;

    @Test
    void sigtermEndsEveryProcessAndDeletesTheDirectory() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sleep")) && Files.exists(Path.of("/proc/self/cwd")), "needs Linux");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                FleetMain.class.getName(),
                directory.toString());
        builder.environment().put("CLASSPATH", FleetOptions.ofDefaults().classPath());
        Process program = builder.redirectError(new File("/dev/null")).start();
        try (BufferedReader output = program.inputReader()) {
            List<Long> processes = processes(output);
            assertThat(processes).hasSize(2).allMatch(FleetShutdownTest::isRunning);

            program.destroy();

            assertThat(program.waitFor(180, TimeUnit.SECONDS)).isTrue();
            assertThat(processes).noneMatch(FleetShutdownTest::isRunning);
            try (var left = Files.list(directory)) {
                assertThat(left).isEmpty();
            }
        } finally {
            program.destroyForcibly();
        }
    }

    private static List<Long> processes(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("processes ")) {
            line = output.readLine();
        }
        return Pattern.compile("\\d+")
                .matcher(line == null ? "" : line)
                .results()
                .map(MatchResult::group)
                .map(Long::valueOf)
                .toList();
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(ContainerProcesses::isRunning).isPresent();
    }
}
