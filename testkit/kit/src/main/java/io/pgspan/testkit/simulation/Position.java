package io.pgspan.testkit.simulation;

/** The end of a log. */
record Position(Branch branch, long lsn) {

    boolean holds(Position other) {
        return branch.holds(lsn, other);
    }

    /** Up to where it is the same as a branch. */
    long common(Branch other) {
        return branch.common(lsn, other);
    }

    Position plus(long bytes) {
        return new Position(branch, lsn + bytes);
    }

    int timeline() {
        return branch.history().timeline();
    }

    @Override
    public String toString() {
        return timeline() + "@" + lsn;
    }
}
