package io.pgspan.testkit.base.story;

import io.pgspan.testkit.base.story.StoryDraft.Mistake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a story line by line, goes on after mistakes, and knows no vocabulary. */
final class StoryParser {
    private static final List<String> KEYWORDS =
            List.of("story", "check", "given", "at", "by", "never", "from", "until");
    private static final String NOT = "not";

    private final String file;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Story.Check> checks = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private final List<Integer> endless = new ArrayList<>();
    private String id = "";
    private String title = "";
    private Duration lastEvent = Duration.ZERO;
    private Duration lastNamed = Duration.ZERO;
    private boolean clockMoves;
    private @Nullable Duration end;
    private int lines;
    private StoryLine line = new StoryLine("", 1, "");
    private List<String> words = List.of();
    private int next;

    /** Ends the reading of one line. */
    private static final class Misread extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Misread(String message) {
            super(message, null, false, false);
        }
    }

    StoryParser(String file) {
        this.file = file;
    }

    void line(int number, String text) {
        lines = number;
        line = new StoryLine(file, number, Words.withoutComment(text));
        next = 0;
        try {
            words = Words.of(text);
            if (!words.isEmpty()) {
                statement();
            }
        } catch (IllegalArgumentException | Misread e) {
            mistakes.add(new Mistake(file, number, String.valueOf(e.getMessage())));
        }
    }

    private void statement() {
        String keyword = word("a keyword");
        if (id.isEmpty() && !keyword.equals("story")) {
            id = "?";
            mistakes.add(new Mistake(file, line.number(), "the first line must be: story <id> <title>"));
        }
        switch (keyword) {
            case "story" -> story();
            case "check" -> checks.add(new Story.Check(line, rest("the ids of invariants, or all")));
            case "given" -> given();
            case "at" -> at();
            case "by" -> by();
            case "never" -> never(Duration.ZERO, null);
            case "from" -> from();
            case "until" -> until();
            default ->
                throw new Misread("a line can't start with \"" + keyword + "\"; nearest: "
                        + Nearest.of(keyword, KEYWORDS) + "; there are " + String.join(", ", KEYWORDS));
        }
    }

    private void story() {
        if (!id.isEmpty()) {
            throw new Misread("a second story line, or one that is not the first: one story per file");
        }
        id = word("an id");
        title = String.join(" ", rest("a title"));
    }

    private void given() {
        if (clockMoves) {
            throw new Misread("given comes before every at: use at <time>");
        }
        statements.add(new Statement.Event(line, true, Duration.ZERO, rest("a verb")));
    }

    private void at() {
        clockMoves = true;
        Duration time = time();
        if (time.compareTo(lastEvent) < 0) {
            throw new Misread("time goes back: " + StoryTime.format(lastEvent)
                    + " was named above; put the lines in the order of time");
        }
        lastEvent = time;
        statements.add(new Statement.Event(line, false, time, rest("a verb")));
    }

    private void by() {
        Duration deadline = time();
        boolean denied = denied();
        List<String> condition = rest("a condition");
        if (deadline.compareTo(lastEvent) < 0) {
            throw new Misread("the deadline is before the event above it, at " + StoryTime.format(lastEvent));
        }
        statements.add(new Statement.Expectation(line, lastEvent, deadline, denied, condition));
    }

    private void from() {
        Duration from = time();
        String keyword = word("to or never");
        Duration to = null;
        if (keyword.equals("to")) {
            to = time();
            keyword = word("never");
            if (to.compareTo(from) < 0) {
                throw new Misread("the span ends before it begins: exchange the times");
            }
        }
        if (!keyword.equals("never")) {
            throw new Misread("expected: from <time> [to <time>] never <condition>");
        }
        never(from, to);
    }

    private void never(Duration from, @Nullable Duration to) {
        boolean denied = denied();
        List<String> condition = rest("a condition");
        if (to == null) {
            endless.add(statements.size());
        }
        statements.add(new Statement.Ban(line, from, to == null ? from : to, denied, condition));
    }

    private void until() {
        if (end != null) {
            throw new Misread("a second until: a story ends once");
        }
        end = time();
        if (next < words.size()) {
            throw new Misread("expected: until <time>");
        }
    }

    private Duration time() {
        String text = word("a time");
        Optional<Duration> time = StoryTime.parse(text);
        if (time.isEmpty()) {
            throw new Misread("\"" + text + "\" is no time: write " + StoryTime.EXPECTED + ", like 2.5s");
        }
        if (time.get().compareTo(lastNamed) > 0) {
            lastNamed = time.get();
        }
        return time.get();
    }

    private boolean denied() {
        if (next < words.size() && words.get(next).equals(NOT)) {
            next++;
            return true;
        }
        return false;
    }

    private String word(String what) {
        if (next >= words.size()) {
            throw new Misread("the line ends where " + what + " is expected");
        }
        return words.get(next++);
    }

    private List<String> rest(String what) {
        if (next >= words.size()) {
            throw new Misread("the line ends where " + what + " is expected");
        }
        return words.subList(next, words.size());
    }

    StoryDraft finish() {
        if (id.isEmpty()) {
            mistakes.add(new Mistake(file, Math.max(1, lines), "no story in it: begin with story <id> <title>"));
        }
        Duration last = end == null ? lastNamed : end;
        if (last.compareTo(lastNamed) < 0) {
            mistakes.add(new Mistake(
                    file,
                    Math.max(1, lines),
                    "the story ends at " + StoryTime.format(last) + " but names " + StoryTime.format(lastNamed)
                            + ": end it later"));
        }
        for (int index : endless) {
            Statement.Ban ban = (Statement.Ban) statements.get(index);
            statements.set(index, new Statement.Ban(ban.line(), ban.from(), last, ban.denied(), ban.words()));
        }
        return new StoryDraft(new Story(file, id, title, checks, statements, last), mistakes);
    }
}
