package io.pgspan.testkit.base.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServerLifecycleTest {
    private static final int LIMIT_SECONDS = 120;

    @Test
    void a_closed_server_keeps_no_jvm_alive_and_leaves_no_files(@TempDir Path temp)
            throws IOException, InterruptedException {
        Path log = temp.resolve("log");
        Path files = Files.createDirectory(temp.resolve("files"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + files,
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ApiServerLifecycle.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            String output = Files.readString(log, StandardCharsets.UTF_8);
            assertThat(ended).as("ended; output: %s", output).isTrue();
            assertThat(process.exitValue()).as("output: %s", output).isZero();
            assertThat(output).doesNotContain("MockWebServer");
            try (Stream<Path> left = Files.list(files)) {
                assertThat(left).isEmpty();
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
