package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.FailoverConsent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An asynchronous cluster's failover loses at most the bound it was set up with, or an operator has consented to, and what the last
 * primary wrote after it last published how far it was.
 */
final class LossBounded extends Invariant {
    private final Cluster cluster;
    private final Map<Branch, Long> commits = new LinkedHashMap<>();

    LossBounded(Cluster cluster) {
        super("I7", "loss is bounded");
        this.cluster = cluster;
    }

    @Override
    void acknowledged(SimMember by, Position commit) {
        // where fences may fail, what a former primary goes on to acknowledge is lost, and counted nowhere
        boolean holder = cluster.store()
                .record()
                .holder()
                .filter(h -> h.equals(by.identity()))
                .isPresent();
        if (!cluster.setup().synchronous()
                && !by.postgres().humansPrimary()
                && (holder || !cluster.setup().unfenced())) {
            commits.merge(commit.branch(), commit.lsn(), Math::max);
        }
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        if (write.purpose() != HaAction.Purpose.ACQUIRE
                || cluster.setup().synchronous()
                || !before.initialised()
                || !via.postgres().hasData()) {
            return;
        }
        long allowed = Math.max(
                cluster.setup().rules().maximumLagBytes(),
                before.request()
                        .flatMap(r -> r.accepted())
                        .map(FailoverConsent::maxLostBytes)
                        .orElse(0L));
        Position log = via.postgres().wal();
        commits.forEach((branch, lsn) -> {
            long kept = log.common(branch);
            long published = Math.min(lsn, before.position().value());
            if (published - kept > allowed) {
                throw broken(via + " takes over with " + log + ", " + (published - kept)
                        + " bytes less than the published " + published + "; " + allowed + " are allowed");
            }
        });
        commits.replaceAll((branch, lsn) -> Math.min(lsn, log.common(branch)));
    }
}
