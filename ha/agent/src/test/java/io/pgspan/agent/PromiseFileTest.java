package io.pgspan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromiseFileTest {

    @Test
    void aPromiseOutlivesTheProcessThatGaveIt(@TempDir Path volume) {
        Path file = volume.resolve("promise");
        assertThat(new PromiseFile(file).read()).isEmpty();
        new PromiseFile(file).write("41");
        new PromiseFile(file).write("42");
        assertThat(new PromiseFile(file).read()).isEqualTo("42");
    }
}
