package io.pgspan.ha;

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

/** The decision tables' files, and the rule ids that the engine's sources name. */
final class DecisionTables {
    /** One file for each state machine. */
    static final List<String> FILES = List.of(
            "holder.txt", "follower.txt", "free.txt", "fence.txt", "handover.txt", "commands.txt", "sync-rows.txt");

    private static final Path FOLDER = Path.of("src/test/resources/decisions");
    private static final Path ENGINE = Path.of("src/main/java/io/pgspan/ha");
    /** A rule's id is the only text in the engine that looks like one: words, a dot, words. */
    private static final Pattern RULE = Pattern.compile("\"([a-z][a-z-]*\\.[a-z][a-z-]*)\"");

    private DecisionTables() {}

    static List<DecisionStory> stories(String file) throws IOException {
        return DecisionStory.read(file, lines(file));
    }

    static List<DecisionStory> stories() throws IOException {
        List<DecisionStory> all = new ArrayList<>();
        for (String file : FILES) {
            all.addAll(stories(file));
        }
        return all;
    }

    static List<String> lines(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file));
    }

    /** Every rule id in the rows' sources: the package itself and the ballot's. */
    static Set<String> rules() throws IOException {
        Set<String> rules = new TreeSet<>();
        for (Path folder : List.of(ENGINE, ENGINE.resolve("election"))) {
            try (Stream<Path> sources = Files.list(folder)) {
                for (Path source :
                        sources.filter(p -> p.toString().endsWith(".java")).toList()) {
                    Matcher found = RULE.matcher(Files.readString(source));
                    while (found.find()) {
                        rules.add(found.group(1));
                    }
                }
            }
        }
        return rules;
    }
}
