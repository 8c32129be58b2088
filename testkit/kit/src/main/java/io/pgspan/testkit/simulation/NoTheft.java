package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import java.util.Optional;

/** The lease is taken from somebody who holds it only after it has stood unchanged for a lease by the taker's own clock. */
final class NoTheft extends Invariant {
    private final Cluster cluster;
    private long lastSign;

    NoTheft(Cluster cluster) {
        super("I5", "no theft");
        this.cluster = cluster;
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        long now = cluster.world().now();
        Optional<Holder> from = before.holder();
        Optional<Holder> to = write.next().holder();
        boolean samePod = from.isPresent() && to.isPresent() && from.get().samePod(to.get());
        if (write.purpose() == HaAction.Purpose.ACQUIRE
                && from.isPresent()
                && !samePod
                && via.locally(now - lastSign)
                                .compareTo(cluster.setup().policy().leaseDuration())
                        < 0) {
            throw broken(via + " takes it from " + from.get().member() + " " + (now - lastSign) / World.MILLI
                    + " ms after its last renewal");
        }
        if (!write.next().lease().equals(before.lease())) {
            lastSign = now;
        }
    }
}
