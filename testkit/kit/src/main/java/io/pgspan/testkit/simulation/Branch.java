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
    private final boolean byHand;

    private Branch(@Nullable Branch parent, long fork, TimelineHistory history, boolean byHand) {
        this.byHand = byHand;
        this.parent = parent;
        this.fork = fork;
        this.history = history;
    }

    static Branch first() {
        return new Branch(null, 0, TimelineHistory.first(), false);
    }

    /** PostgreSQL takes the next number after those it knows: its own line's, and those it was told are taken. */
    Branch promotedAt(long lsn, int taken) {
        return new Branch(this, lsn, history.promotedTo(Math.max(history.timeline(), taken) + 1, new Lsn(lsn)), byHand);
    }

    /** A human promotes past the agents, who can't see to it that the number is a new one. */
    Branch promotedByHandAt(long lsn) {
        return new Branch(this, lsn, history.promotedTo(history.timeline() + 1, new Lsn(lsn)), true);
    }

    /** Whether a human began it, or one that it came from. */
    boolean byHand() {
        return byHand;
    }

    TimelineHistory history() {
        return history;
    }

    /** Up to where a log that ends at {@code lsn} of this branch is the same as the other branch's. */
    long common(long lsn, Branch other) {
        for (Branch theirs = other; theirs != null; theirs = theirs.parent) {
            long end = lsn;
            for (Branch ours = this; ours != null; ours = ours.parent) {
                if (ours == theirs) {
                    return Math.min(end, endOn(other, theirs));
                }
                end = Math.min(end, ours.fork);
            }
        }
        return 0;
    }

    /** Where a branch left one of its ancestors; no end on itself. */
    private static long endOn(Branch branch, Branch ancestor) {
        long end = Long.MAX_VALUE;
        for (Branch b = branch; b != null && b != ancestor; b = b.parent) {
            end = Math.min(end, b.fork);
        }
        return end;
    }

    /** Whether log that ends at {@code lsn} of this branch holds everything up to {@code position}. */
    boolean holds(long lsn, Position position) {
        Branch branch = this;
        Branch wanted = position.branch();
        while (wanted.parent != null && position.lsn() <= wanted.fork) {
            // nothing of the branch itself is in it
            wanted = wanted.parent;
        }
        long end = lsn;
        while (branch != wanted) {
            if (branch.parent == null) {
                return false;
            }
            end = Math.min(end, branch.fork);
            branch = branch.parent;
        }
        return position.lsn() <= end;
    }
}
