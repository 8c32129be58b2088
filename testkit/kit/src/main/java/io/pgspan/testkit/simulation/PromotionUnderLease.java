package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaState;
import java.time.Duration;

/** A promotion, or a start out of recovery, happens only while the store names this very agent and its own deadline is ahead. */
final class PromotionUnderLease extends Invariant {
    private final Cluster cluster;

    PromotionUnderLease(Cluster cluster) {
        super("I3", "promotion only under a live lease");
        this.cluster = cluster;
    }

    @Override
    void becomesPrimary(SimMember member, HaState decidedWith) {
        Duration deadline = decidedWith.deadline();
        boolean named = cluster.store()
                .record()
                .holder()
                .filter(decidedWith.me()::equals)
                .isPresent();
        if (!named || deadline == null || member.clock().compareTo(deadline) >= 0) {
            throw broken(member + " becomes a primary without one");
        }
    }
}
