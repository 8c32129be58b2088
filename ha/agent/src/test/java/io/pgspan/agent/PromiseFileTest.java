package io.pgspan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.ha.Promise;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromiseFileTest {

    @Test
    void aPromiseOutlivesTheProcessThatGaveIt(@TempDir Path volume) {
        Path file = volume.resolve("promise");
        assertThat(new PromiseFile(file).read()).isEqualTo(Promise.NONE);
        new PromiseFile(file).write(new Promise("41", 7));
        new PromiseFile(file).write(new Promise("42", 8));
        assertThat(new PromiseFile(file).read()).isEqualTo(new Promise("42", 8));
    }

    @Test
    void aPromiseOfAnOlderAgentNamesTheVersionOnly(@TempDir Path volume) throws Exception {
        Path file = Files.writeString(volume.resolve("promise"), "41");
        assertThat(new PromiseFile(file).read()).isEqualTo(new Promise("41", -1));
    }

    @Test
    void aPromiseThatCannotBeReadIsNotForgotten(@TempDir Path volume) throws Exception {
        Path file = Files.writeString(volume.resolve("promise"), "41\nseven");
        assertThatThrownBy(() -> new PromiseFile(file).read()).hasMessageContaining("names no sequence");
    }
}
