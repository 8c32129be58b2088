package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.sync.SyncGuarantee;

/** Every acknowledged commit is on as many of the named members as the record claims; hence whoever is elected by it finds one. */
final class GuaranteeIsTrue extends Invariant {
    private final Cluster cluster;
    private final Ledger ledger;

    GuaranteeIsTrue(Cluster cluster, Ledger ledger) {
        super("I12", "the record's guarantee is true");
        this.cluster = cluster;
        this.ledger = ledger;
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        SyncGuarantee claimed = write.next().guarantee();
        boolean weaker = !claimed.equals(before.guarantee());
        if (claimed.count() > 0 && weaker) {
            ledger.commits().forEach((branch, lsn) -> check(claimed, new Position(branch, lsn)));
        }
    }

    @Override
    void acknowledged(SimMember by, Position commit) {
        SyncGuarantee claimed = cluster.store().record().guarantee();
        if (claimed.count() > 0 && ledger.isPromised(by, commit)) {
            check(claimed, commit);
        }
    }

    private void check(SyncGuarantee claimed, Position commit) {
        int holders = 0;
        for (SimMember m : cluster.members()) {
            // a lost volume was a loss that the others could bear; what comes in its place is a copy of everything
            boolean holds = m.postgres().replaced() || m.postgres().wal().holds(commit);
            holders += holds && claimed.names().contains(m.name()) ? 1 : 0;
        }
        if (holders < claimed.count()) {
            throw broken("the acknowledged " + commit + " is on " + holders + " of those named in " + claimed);
        }
    }
}
