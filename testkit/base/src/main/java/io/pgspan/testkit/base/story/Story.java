package io.pgspan.testkit.base.story;

import java.time.Duration;
import java.util.List;

/**
 * A story as it was read: {@link StoryReader} makes one, {@link Storyteller} plays it.
 *
 * @param file the name of its file
 * @param id its short name: {@code SIM-07}
 * @param title the rest of that line
 * @param checks the lines that name invariants
 * @param statements what is done and expected, in the order of the file
 * @param end when it ends
 */
public record Story(
        String file, String id, String title, List<Check> checks, List<Statement> statements, Duration end) {
    public Story {
        checks = List.copyOf(checks);
        statements = List.copyOf(statements);
    }

    /**
     * A line {@code check <id> ...}.
     *
     * @param invariants the ids named there; {@code all} stands for every one of the vocabulary
     */
    public record Check(StoryLine line, List<String> invariants) {
        /** The word that stands for every invariant. */
        public static final String ALL = "all";

        public Check {
            invariants = List.copyOf(invariants);
        }
    }
}
