package io.pgspan.ha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The planner's decision table. */
class SyncTableTest {
    static List<SyncStory> cases() throws IOException {
        return SyncStory.read(Files.readAllLines(Path.of("src/test/resources/decisions/sync.txt")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void plansAsTheTableSays(SyncStory story) {
        assertThat(story.planned()).isEqualTo(story.expected());
    }
}
