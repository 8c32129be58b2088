package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Outcome;
import io.pgspan.ha.record.Request;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** A switchover that is said to be done has lost nothing that the former primary had acknowledged, in any mode. */
final class SwitchoverLosesNothing extends Invariant {
    private final Cluster cluster;
    private final IdentityHashMap<Branch, Long> acknowledged = new IdentityHashMap<>();
    private @Nullable Branch current;

    SwitchoverLosesNothing(Cluster cluster) {
        super("I8", "a switchover loses nothing");
        this.cluster = cluster;
    }

    @Override
    void leads(SimMember member) {
        if (!member.postgres().humansPrimary()) {
            current = member.postgres().wal().branch();
        }
    }

    @Override
    void acknowledged(SimMember by, Position commit) {
        if (commit.branch() == current) {
            acknowledged.clear();
            acknowledged.put(commit.branch(), commit.lsn());
        }
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        boolean handedOver = write.purpose() == HaAction.Purpose.ACQUIRE
                && before.request()
                        .filter(r -> r.phase() == Request.Phase.HANDED_OVER)
                        .isPresent()
                && write.next().outcome().filter(Outcome::done).isPresent();
        if (handedOver && !cluster.setup().unfenced() && via.postgres().hasData()) {
            acknowledged.forEach((branch, lsn) -> {
                Position commit = new Position(branch, lsn);
                if (!via.postgres().wal().holds(commit)) {
                    throw broken(
                            via + " takes over with " + via.postgres().wal() + ", without the acknowledged " + commit);
                }
            });
        }
    }
}
