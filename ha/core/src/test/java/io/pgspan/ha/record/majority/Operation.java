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

    /** The version it wanted to replace, empty for a creation; null when it writes nothing. */
    @Nullable String expected() {
        return wish instanceof Wish.Update u ? u.expectedVersion() : wish instanceof Wish.Create ? "" : null;
    }

    @Nullable String text() {
        return wish instanceof Wish.Update u ? u.text() : wish instanceof Wish.Create c ? c.text() : null;
    }

    @Override
    public String toString() {
        return "[" + began + ".." + (ended == Long.MAX_VALUE ? "" : ended) + "] " + who + " " + wish + " -> " + outcome;
    }
}
