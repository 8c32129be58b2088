package io.pgspan.testkit.base.story;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** One line of a story that does or expects something. Times count from the story's start. */
public sealed interface Statement {
    /** Where it stands. */
    StoryLine line();

    /** The verb or the condition, word by word; never empty. */
    List<String> words();

    /** Calls the function for this kind of statement. */
    default <R> R match(Function<Event, R> event, Function<Expectation, R> expectation, Function<Ban, R> ban) {
        if (this instanceof Event it) {
            return event.apply(it);
        }
        if (this instanceof Expectation it) {
            return expectation.apply(it);
        }
        return ban.apply((Ban) this);
    }

    /**
     * {@code given <verb>} and {@code at <time> <verb>}: something that is done.
     *
     * @param given whether it is done before the story is watched at all
     * @param time when; zero for {@code given}
     */
    record Event(StoryLine line, boolean given, Duration time, List<String> words) implements Statement {
        public Event {
            words = List.copyOf(words);
        }
    }

    /**
     * {@code by <time> [not] <condition>}: holds at some moment of a span.
     *
     * @param from the time of the event above it
     * @param deadline the last moment, included
     * @param denied whether the condition must not hold
     */
    record Expectation(StoryLine line, Duration from, Duration deadline, boolean denied, List<String> words)
            implements Statement {
        public Expectation {
            words = List.copyOf(words);
        }
    }

    /**
     * {@code [from <time> [to <time>]] never [not] <condition>}: holds at no moment of a span.
     *
     * @param from the first moment, included
     * @param to the last moment, included
     * @param denied whether the condition must always hold instead
     */
    record Ban(StoryLine line, Duration from, Duration to, boolean denied, List<String> words) implements Statement {
        public Ban {
            words = List.copyOf(words);
        }
    }
}
