package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaState;
import java.time.Duration;

/** The guard is told a deadline, no later than the agent's own, before a server may become a primary. */
final class GuardedPrimary extends Invariant {
    private final Cluster cluster;

    GuardedPrimary(Cluster cluster) {
        super("I23", "guarded before promotion");
        this.cluster = cluster;
    }

    @Override
    void becomesPrimary(SimMember member, HaState decidedWith) {
        Duration guarded =
                member.agent() == null ? null : member.agent().hands().guard().deadline();
        // a pause that was acknowledged while the database was being created has no deadline
        boolean unbound = member.agent() != null && member.agent().state().unbound();
        if (cluster.setup().guarded()
                && !unbound
                && (guarded == null
                        || decidedWith.deadline() == null
                        || guarded.compareTo(decidedWith.deadline()) > 0)) {
            throw broken(member + " becomes a primary, guarded until " + guarded);
        }
    }
}
