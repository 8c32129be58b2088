package io.pgspan.testkit.simulation;

import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import org.jspecify.annotations.Nullable;

/**
 * What one promotion began. Unlike a timeline's number, which two promotions may give out twice, a branch is one thing, so that
 * what is really the same history can be told from what only looks so.
 */
final class Branch {
    private final @Nullable Branch parent;
    private final long fork;
    private final TimelineHistory history;

    private Branch(@Nullable Branch parent, long fork, TimelineHistory history) {
        this.parent = parent;
        this.fork = fork;
        this.history = history;
    }

    static Branch first() {
        return new Branch(null, 0, TimelineHistory.first());
    }

    /** PostgreSQL takes the next number after those it knows; it knows its own line. */
    Branch promotedAt(long lsn) {
        return new Branch(this, lsn, history.promotedTo(history.timeline() + 1, new Lsn(lsn)));
    }

    TimelineHistory history() {
        return history;
    }

    /** Whether log that ends at {@code lsn} of this branch holds everything up to {@code position}. */
    boolean holds(long lsn, Position position) {
        Branch branch = this;
        long end = lsn;
        while (branch != position.branch()) {
            if (branch.parent == null) {
                return false;
            }
            end = Math.min(end, branch.fork);
            branch = branch.parent;
        }
        return position.lsn() <= end;
    }
}
