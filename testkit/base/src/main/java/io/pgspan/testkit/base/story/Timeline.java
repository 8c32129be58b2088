package io.pgspan.testkit.base.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a story does and when, sorted: by time, and by the order of the file within one moment. */
final class Timeline {
    /** What happens at a moment. */
    enum Turn {
        RUN,
        WATCH,
        JUDGE
    }

    /** One thing to do. A statement that watches is on the line twice: when it begins and when it ends. */
    record Moment(Duration time, Turn turn, Statement statement) {}

    private Timeline() {}

    /** Everything that is done before the story is watched. */
    static List<Statement.Event> given(Story story) {
        List<Statement.Event> given = new ArrayList<>();
        for (Statement statement : story.statements()) {
            if (statement instanceof Statement.Event event && event.given()) {
                given.add(event);
            }
        }
        return given;
    }

    /** Everything after that. */
    static List<Moment> of(Story story) {
        List<Moment> moments = new ArrayList<>();
        for (Statement statement : story.statements()) {
            moments.addAll(statement.match(
                    event -> event.given() ? List.<Moment>of() : List.of(new Moment(event.time(), Turn.RUN, event)),
                    expectation -> span(expectation.from(), expectation.deadline(), expectation),
                    ban -> span(ban.from(), ban.to(), ban)));
        }
        moments.sort(Comparator.comparing(Moment::time)
                .thenComparing(moment -> moment.statement().line().number())
                .thenComparing(Moment::turn));
        return moments;
    }

    private static List<Moment> span(Duration from, Duration to, Statement statement) {
        return List.of(new Moment(from, Turn.WATCH, statement), new Moment(to, Turn.JUDGE, statement));
    }
}
