package io.pgspan.testkit.simulation;

/** A standby's log is a prefix of its upstream's history: nothing streams across a fork, nor between databases. */
final class NoDivergence extends Invariant {
    NoDivergence() {
        super("I10", "no divergence");
    }

    @Override
    void streams(SimMember standby, SimMember upstream) {
        Position have = standby.postgres().wal();
        Position theirs = upstream.postgres().wal();
        boolean byHand = have.branch().byHand() || theirs.branch().byHand();
        if (!theirs.holds(have) && !byHand) {
            throw broken(standby + " at " + have + " streams from " + upstream + " at " + theirs + ", another history");
        }
    }
}
