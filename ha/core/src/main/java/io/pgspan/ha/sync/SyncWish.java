package io.pgspan.ha.sync;

import io.pgspan.model.PgspanException;

/**
 * Which commits shall wait for standbys.
 *
 * @param mode whether and how standbys are chosen
 * @param strict whether commits wait rather than go unprotected when no standby is there
 * @param count how many standbys shall confirm each commit, fewer when there are fewer; 0 exactly when off
 */
public record SyncWish(Mode mode, boolean strict, int count) {
    /** How standbys are chosen. */
    public enum Mode {
        /** None: commits don't wait, a failover may lose the last ones. */
        OFF,
        /** The best {@code count} standbys, all of which confirm each commit. */
        PRIORITY,
        /** Any {@code count} of all eligible standbys. */
        QUORUM
    }

    /** @throws PgspanException when the count doesn't fit the mode, or strictness has nothing to wait for */
    public SyncWish {
        if (mode == Mode.OFF ? count != 0 || strict : count < 1) {
            throw new PgspanException(
                    "synchronous commit: " + mode + " with count " + count + (strict ? ", strict," : "")
                            + " is no wish; OFF takes count 0 and can't be strict, PRIORITY and QUORUM take 1 or more");
        }
    }

    /** Commits don't wait. */
    public static SyncWish off() {
        return new SyncWish(Mode.OFF, false, 0);
    }

    /** The best {@code count} standbys confirm; not strict. */
    public static SyncWish priority(int count) {
        return new SyncWish(Mode.PRIORITY, false, count);
    }

    /** Any {@code count} standbys confirm; not strict. */
    public static SyncWish quorum(int count) {
        return new SyncWish(Mode.QUORUM, false, count);
    }

    /**
     * The same, and commits wait when there is no standby to confirm them.
     *
     * @throws PgspanException when off
     */
    public SyncWish strictly() {
        return new SyncWish(mode, true, count);
    }
}
