package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Outcome;
import io.pgspan.ha.record.Request;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A primary hands over only once another member has everything it had acknowledged, and a switchover that is said to be done has lost
 * nothing of it, in any mode. Where whoever has everything can't be reached any more, an asynchronous cluster may elect another; then it is
 * not said to be done. A member that had everything and went down a moment ago counts: that its volume is gone as well nobody can know yet.
 */
final class SwitchoverLosesNothing extends Invariant {
    /** As old as an answer may be by which a primary hands over. */
    private static final long MOMENT = 2 * World.SECOND;

    private final Cluster cluster;
    private final IdentityHashMap<Branch, Long> acknowledged = new IdentityHashMap<>();
    private final Map<SimMember, End> ends = new HashMap<>();
    private @Nullable Branch current;

    /** What a member's log held when its server went down. */
    private record End(Position wal, long at) {}

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
    void stopped(SimMember member) {
        if (member.postgres().hasData()) {
            ends.put(member, new End(member.postgres().wal(), cluster.world().now()));
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
        if (write.purpose() == HaAction.Purpose.RELEASE
                && isHandedOver(write.next())
                && !cluster.setup().unfenced()) {
            acknowledged.forEach((branch, lsn) -> handsOver(via, new Position(branch, lsn)));
        }
        boolean handedOver = write.purpose() == HaAction.Purpose.ACQUIRE
                && isHandedOver(before)
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

    private static boolean isHandedOver(ClusterRecord record) {
        return record.request()
                .filter(r -> r.phase() == Request.Phase.HANDED_OVER)
                .isPresent();
    }

    private void handsOver(SimMember via, Position commit) {
        boolean isElsewhere = cluster.members().stream()
                .filter(member -> member != via && member.postgres().hasData())
                .anyMatch(member -> member.postgres().wal().holds(commit));
        boolean wasElsewhere = ends.entrySet().stream()
                .filter(end -> end.getKey() != via
                        && end.getValue().at() + MOMENT >= cluster.world().now())
                .anyMatch(end -> end.getValue().wal().holds(commit));
        if (!isElsewhere && !wasElsewhere) {
            throw broken(via + " hands over while nobody else has the acknowledged " + commit);
        }
    }
}
