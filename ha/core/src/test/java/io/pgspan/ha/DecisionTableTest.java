package io.pgspan.ha;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision tables: each case of each file, and no row of the engine without a case. */
class DecisionTableTest {
    static List<DecisionStory> cases() throws IOException {
        return DecisionTables.stories();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decidesAsTheTableSays(DecisionStory story) {
        assertThat(story.decided()).isEqualTo(story.expected());
    }

    @Test
    void everyRowOfTheEngineHasACase() throws IOException {
        Set<String> told = new TreeSet<>();
        cases().forEach(c -> told.add(c.rule()));
        assertThat(DecisionTables.rules()).hasSizeGreaterThan(60);
        assertThat(told).isEqualTo(DecisionTables.rules());
    }
}
