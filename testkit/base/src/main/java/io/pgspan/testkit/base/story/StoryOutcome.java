package io.pgspan.testkit.base.story;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a story went. */
public sealed interface StoryOutcome {
    /** The story told. */
    Story story();

    /** Calls the function for this outcome. */
    default <R> R match(Function<Passed, R> passed, Function<Failed, R> failed) {
        if (this instanceof Passed it) {
            return passed.apply(it);
        }
        return failed.apply((Failed) this);
    }

    /** @throws AssertionError when the story failed, with everything known about it */
    default void orThrow() {
        match(passed -> passed, failed -> {
            throw new AssertionError(failed.message(), failed.thrown().orElse(null));
        });
    }

    /**
     * Everything was as told.
     *
     * @param looks how often conditions and invariants were looked at
     */
    record Passed(Story story, long looks) implements StoryOutcome {}

    /**
     * The story ended early.
     *
     * @param line the line that failed
     * @param time when
     * @param why what was wrong
     * @param state the context then, as the vocabulary describes it; may be empty
     * @param cause what a handler threw, if one did
     */
    record Failed(
            Story story,
            StoryLine line,
            Duration time,
            String why,
            String state,
            @Nullable Throwable cause) implements StoryOutcome {

        /** What a handler threw, if one did. */
        public Optional<Throwable> thrown() {
            return Optional.ofNullable(cause);
        }

        /** All of it, over several lines; the first names story and time, the second the place. */
        public String message() {
            return "story " + story.id() + " \"" + story.title() + "\" failed at " + StoryTime.format(time) + "\n  "
                    + line.at() + ": " + line.text() + "\n  " + why
                    + (state.isEmpty() ? "" : "\n  state: " + state);
        }
    }
}
