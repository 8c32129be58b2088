package io.pgspan.testkit.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a story: what the interpreter reads, and the lines that are about the telling itself.
 *
 * <pre>
 * without IGNORES_BEHIND: breaks I6          # a rule taken out, or hands that do it wrong, and what then breaks
 * without IGNORES_LAG: breaks the story      # no invariant, but an expectation of the story
 * not applicable: there are no archives      # instead of everything but the title
 * </pre>
 *
 * @param text the story without those lines; the others keep their numbers
 * @param notApplicable why the accident can't happen here; empty when it is told
 */
record StoryFile(String name, String text, List<Without> without, String notApplicable) {
    static final String THE_STORY = "the story";

    private static final Pattern WITHOUT = Pattern.compile("without ([A-Z_]+): breaks (I\\d+|" + THE_STORY + ")");
    private static final String NOT_APPLICABLE = "not applicable:";

    /** A rule that is taken out and the invariant that its absence breaks. */
    record Without(String rule, String breaks) {}

    StoryFile {
        without = List.copyOf(without);
    }

    static StoryFile read(Path file) {
        List<String> kept = new ArrayList<>();
        List<Without> without = new ArrayList<>();
        String reason = "";
        for (String line : lines(file)) {
            Matcher rule = WITHOUT.matcher(line.strip());
            if (rule.matches()) {
                without.add(new Without(rule.group(1), rule.group(2)));
                kept.add("");
            } else if (line.startsWith(NOT_APPLICABLE)) {
                reason = line.substring(NOT_APPLICABLE.length()).strip();
                kept.add("");
            } else {
                kept.add(line);
            }
        }
        return new StoryFile(file.getFileName().toString(), String.join("\n", kept), without, reason);
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("story " + file + " can't be read", e);
        }
    }
}
