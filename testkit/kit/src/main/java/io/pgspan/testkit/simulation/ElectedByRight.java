package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaState;
import io.pgspan.ha.Promise;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who takes over a synchronous cluster without consent has the promise, on disk and kept, of so many that no acknowledged commit can be
 * with the others; or it is the last holder; or it was handed everything.
 */
final class ElectedByRight extends Invariant {
    private final Cluster cluster;
    /** What each member has promised last, whichever of its pods did. */
    private final Map<String, Promise> promises = new HashMap<>();

    ElectedByRight(Cluster cluster) {
        super("I13", "elected by right");
        this.cluster = cluster;
    }

    @Override
    void performs(SimMember member, HaAction action, HaState decidedWith) {
        if (action instanceof HaAction.GivePromise given) {
            promises.put(member.name(), given.promise());
        }
    }

    /**
     * A promise is kept by whoever is silent, and by whoever has lost all it could confirm with: its volume, or, when a pod that is thought
     * to be gone lives on with it, whatever that one hasn't broken.
     */
    private boolean keeps(SimMember member, ClusterRecord record) {
        if (member.postgres().hasData()) {
            return member.promise().sequence() >= record.sequence()
                    && !member.postgres().receiverRunning();
        }
        Promise given = promises.getOrDefault(member.name(), Promise.NONE);
        return Math.max(member.promise().sequence(), given.sequence()) >= record.sequence()
                && cluster.everyone().stream()
                        .noneMatch(m ->
                                m.name().equals(member.name()) && m.postgres().receiverRunning());
    }

    /** A majority may agree late: whoever has lost its volume since it asked has nothing to lead with. */
    private static boolean hadEverything(SimMember taker, ClusterRecord handedOver) {
        return !taker.postgres().hasData()
                || taker.postgres().wal().lsn() >= handedOver.position().value();
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        String last = before.lastHolderName();
        boolean consented = before.request()
                .flatMap(Request::accepted)
                .filter(c -> c.maxLostBytes() > 0)
                .isPresent();
        if (write.purpose() != HaAction.Purpose.ACQUIRE
                || !before.guarantee().synchronous()
                || !before.initialised()
                || consented
                || last.isEmpty()
                || last.equals(via.name())) {
            return;
        }
        boolean handedOver = before.request()
                .filter(r -> r.phase() == Request.Phase.HANDED_OVER)
                .isPresent();
        if (handedOver && hadEverything(via, before)) {
            return;
        }
        Set<String> promised = new TreeSet<>();
        for (SimMember m : cluster.members()) {
            if (keeps(m, before)) {
                promised.add(m.name());
            }
        }
        long silent = before.guarantee().names().stream()
                .filter(n -> !promised.contains(n))
                .count();
        if (silent >= before.guarantee().count() && !promised.contains(last)) {
            throw broken(via + " takes over from " + last + " with the promises of " + promised + ", the record claims "
                    + before.guarantee());
        }
    }
}
