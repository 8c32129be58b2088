package io.pgspan.ha;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision tables: each case of each file, and no row of the engine without a case. */
class DecisionTableTest {
    private static final List<String> FILES = List.of(
            "holder.txt", "follower.txt", "free.txt", "fence.txt", "handover.txt", "commands.txt", "sync-rows.txt");
    private static final Pattern RULE = Pattern.compile(
            "\"((?:holder|follow|former-self|rejoin|free|bootstrap|election|fence|record|arbiter|local|handover|failover|command|failsafe|pause|sync|learn)\\.[a-z-]+)\"");

    static List<DecisionStory> cases() throws IOException {
        List<DecisionStory> all = new ArrayList<>();
        for (String file : FILES) {
            all.addAll(DecisionStory.read(file, Files.readAllLines(Path.of("src/test/resources/decisions", file))));
        }
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decidesAsTheTableSays(DecisionStory story) {
        assertThat(story.decided()).isEqualTo(story.expected());
    }

    @Test
    void everyRowOfTheEngineHasACase() throws IOException {
        Set<String> rules = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(p -> p.toString().endsWith(".java")).toList()) {
                Matcher found = RULE.matcher(Files.readString(source));
                while (found.find()) {
                    rules.add(found.group(1));
                }
            }
        }
        Set<String> told = new TreeSet<>();
        cases().forEach(c -> told.add(c.expected().split(":", 2)[0]));
        assertThat(rules).hasSizeGreaterThan(40);
        assertThat(told).isEqualTo(rules);
    }
}
