package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;

/** Without faults nobody takes the lease once service is back. */
final class NoFlapping extends Invariant {
    private final Cluster cluster;
    private boolean converged;

    NoFlapping(Cluster cluster) {
        super("I26", "no flapping");
        this.cluster = cluster;
    }

    /** From now on the leader stays. */
    void converged() {
        converged = true;
    }

    @Override
    void faultsStop() {
        cluster.world().after(75 * World.SECOND, this::converged);
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        if (converged && (write.purpose() == HaAction.Purpose.ACQUIRE || write.purpose() == HaAction.Purpose.RELEASE)) {
            throw broken("long after the last fault " + via + " writes the record to " + write.purpose());
        }
    }
}
