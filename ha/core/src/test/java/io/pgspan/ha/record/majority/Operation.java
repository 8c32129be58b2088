package io.pgspan.ha.record.majority;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One wish of a history: who wanted what when, and what came of it. */
final class Operation {
    final String who;
    final Wish wish;
    final long began;
    private long ended = Long.MAX_VALUE;
    private @Nullable Outcome outcome;

    Operation(String who, Wish wish, long began) {
        this.who = who;
        this.wish = wish;
        this.began = began;
    }

    void end(Outcome how, long at) {
        outcome = how;
        ended = at;
    }

    long ended() {
        return ended;
    }

    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** The version it wanted to replace, empty for a creation. */
    String expected() {
        return wish instanceof Wish.Update update ? update.expectedVersion() : "";
    }

    /** What it wanted to write, empty when nothing. */
    String text() {
        return wish instanceof Wish.Update update
                ? update.text()
                : wish instanceof Wish.Create create ? create.text() : "";
    }

    @Override
    public String toString() {
        return "[" + began + ".." + (outcome == null ? "" : ended) + "] " + who + " " + wish + " -> " + outcome;
    }
}
