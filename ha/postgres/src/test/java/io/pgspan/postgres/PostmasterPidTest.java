package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterPidTest {
    @TempDir
    Path data;

    private void write(String text) throws IOException {
        Files.writeString(data.resolve("postmaster.pid"), text);
    }

    @Test
    void isReadyOnlyWhenTheStatusLineSaysSo() throws IOException {
        String upToPort = "4711\n/data\n1700000000\n5432\n\n127.0.0.1\n 1234 5\n";
        assertThat(PostmasterPid.read(data)).isEmpty();
        write("");
        assertThat(PostmasterPid.read(data)).isEmpty();
        write("4711\n/data\n");
        assertThat(PostmasterPid.read(data)).contains(new PostmasterPid(4711, 0, ""));
        write(upToPort + "starting\n");
        assertThat(PostmasterPid.read(data)).contains(new PostmasterPid(4711, 5432, "starting"));
        assertThat(PostmasterPid.read(data).orElseThrow().isReady()).isFalse();
        write(upToPort + "ready   \n");
        assertThat(PostmasterPid.read(data).orElseThrow().isReady()).isTrue();
        write(upToPort + "stopping\n");
        assertThat(PostmasterPid.read(data).orElseThrow().isReady()).isFalse();
    }
}
