package io.pgspan.testkit.base.story;

import io.pgspan.testkit.base.story.Timeline.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One telling of one story. Costs, at every stop of the clock, one call per condition being watched and per invariant checked. */
final class Telling<C> {
    /** A clock that stops this often without time passing does not work. */
    private static final int STOPS_AT_ONE_MOMENT_MAX = 1_000_000;

    private final Story story;
    private final Vocabulary<C> vocabulary;
    private final C context;
    private final StoryClock clock;
    private final List<Watched<C>> watched = new ArrayList<>();
    private final Map<String, Checked<C>> checked = new LinkedHashMap<>();
    private long looks;

    private record Watched<C>(Statement statement, Vocabulary.Meaning<Vocabulary.Condition<C>> condition) {}

    private record Checked<C>(StoryLine line, String id, Vocabulary.Invariant<C> invariant) {}

    /** Ends a telling. */
    private static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient StoryLine line;

        Failure(StoryLine line, String why, @Nullable Throwable cause) {
            super(why, cause);
            this.line = line;
        }
    }

    Telling(Story story, Vocabulary<C> vocabulary, C context, StoryClock clock) {
        this.story = story;
        this.vocabulary = vocabulary;
        this.context = context;
        this.clock = clock;
        for (Story.Check check : story.checks()) {
            vocabulary
                    .chosen(check)
                    .forEach((id, invariant) -> checked.putIfAbsent(id, new Checked<>(check.line(), id, invariant)));
        }
    }

    StoryOutcome tell() {
        try {
            for (Statement.Event event : Timeline.given(story)) {
                run(event);
            }
            List<Moment> moments = Timeline.of(story);
            for (Moment moment : moments) {
                advanceTo(moment.time(), moment.statement().line());
                turn(moment);
            }
            advanceTo(story.end(), new StoryLine(story.file(), 1, "until " + StoryTime.format(story.end())));
            look();
            return new StoryOutcome.Passed(story, looks);
        } catch (Failure failure) {
            return new StoryOutcome.Failed(
                    story,
                    failure.line,
                    clock.now(),
                    String.valueOf(failure.getMessage()),
                    state(),
                    failure.getCause());
        }
    }

    private void turn(Moment moment) throws Failure {
        Statement statement = moment.statement();
        switch (moment.turn()) {
            case RUN -> {
                run(statement);
                look();
            }
            case WATCH -> {
                watched.add(new Watched<>(statement, vocabulary.condition(statement)));
                look();
            }
            case JUDGE -> judge(statement);
        }
    }

    private void run(Statement event) throws Failure {
        Vocabulary.Meaning<Vocabulary.Verb<C>> meaning = vocabulary.verb(event);
        try {
            meaning.handler().run(context, meaning.arguments());
        } catch (Exception | AssertionError e) {
            throw thrown(event.line(), e);
        }
    }

    private static Failure thrown(StoryLine line, Throwable cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new Failure(line, "it threw " + cause, cause);
    }

    /** A span is over: what was expected and did not come fails, what was banned and did not come is fine. */
    private void judge(Statement statement) throws Failure {
        Iterator<Watched<C>> each = watched.iterator();
        while (each.hasNext()) {
            if (each.next().statement() == statement) {
                each.remove();
                if (statement instanceof Statement.Expectation late) {
                    throw new Failure(
                            late.line(),
                            (late.denied() ? "it held all the time from " : "it did not hold from ")
                                    + StoryTime.format(late.from()) + " to " + StoryTime.format(late.deadline()),
                            null);
                }
            }
        }
    }

    private void advanceTo(Duration time, StoryLine towards) throws Failure {
        Duration now = clock.now();
        int standing = 0;
        while (now.compareTo(time) < 0) {
            try {
                clock.advanceTo(time);
            } catch (InterruptedException e) {
                throw thrown(towards, e);
            } catch (RuntimeException | AssertionError e) {
                throw new Failure(towards, "on the way there the clock threw " + e, e);
            }
            Duration before = now;
            now = clock.now();
            standing = now.equals(before) ? standing + 1 : 0;
            if (now.compareTo(before) < 0 || standing > STOPS_AT_ONE_MOMENT_MAX) {
                throw new Failure(towards, "the clock does not go on from " + StoryTime.format(before), null);
            }
            look();
        }
    }

    private void look() throws Failure {
        looks++;
        for (Checked<C> each : checked.values()) {
            check(each);
        }
        Iterator<Watched<C>> each = watched.iterator();
        while (each.hasNext()) {
            if (satisfied(each.next())) {
                each.remove();
            }
        }
    }

    private void check(Checked<C> check) throws Failure {
        Optional<String> violation;
        try {
            violation = check.invariant().violation(context);
        } catch (Exception | AssertionError e) {
            throw thrown(check.line(), e);
        }
        if (violation.isPresent()) {
            throw new Failure(check.line(), check.id() + " is violated: " + violation.get(), null);
        }
    }

    /** Whether an expectation has come true, so that it need not be watched any longer. */
    private boolean satisfied(Watched<C> watched) throws Failure {
        Statement statement = watched.statement();
        if (statement instanceof Statement.Ban ban && clock.now().compareTo(ban.to()) > 0) {
            return false; // a real clock came back late, and this moment is no longer banned
        }
        boolean holds = holds(watched);
        if (statement instanceof Statement.Ban ban && holds != ban.denied()) {
            throw new Failure(
                    ban.line(),
                    (holds ? "it holds at " : "it does not hold at ") + StoryTime.format(clock.now()),
                    null);
        }
        return statement instanceof Statement.Expectation expectation && holds != expectation.denied();
    }

    private boolean holds(Watched<C> watched) throws Failure {
        try {
            return watched.condition()
                    .handler()
                    .holds(context, watched.condition().arguments());
        } catch (Exception | AssertionError e) {
            throw thrown(watched.statement().line(), e);
        }
    }

    private String state() {
        try {
            return vocabulary.state().apply(context);
        } catch (RuntimeException e) {
            return "can't be described: " + e;
        }
    }
}
