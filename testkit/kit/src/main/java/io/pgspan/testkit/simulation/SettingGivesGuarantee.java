package io.pgspan.testkit.simulation;

import io.pgspan.ha.sync.SyncGuarantee;

/** While the holder acknowledges, what its commits wait for gives what the record claims of them. */
final class SettingGivesGuarantee extends Invariant {
    private final Cluster cluster;

    SettingGivesGuarantee(Cluster cluster) {
        super("I11", "what commits wait for gives what is claimed");
        this.cluster = cluster;
    }

    @Override
    void acknowledged(SimMember by, Position commit) {
        SyncGuarantee claimed = cluster.store().record().guarantee();
        CommitQueue commits = by.postgres().commits();
        boolean holder = cluster.store()
                .record()
                .holder()
                .filter(h -> h.equals(by.identity()))
                .isPresent();
        if (claimed.synchronous()
                && holder
                && !commits.edited()
                && !by.postgres().humansPrimary()
                && !commits.gives(claimed.count(), claimed.names())) {
            throw broken(by + " waits for " + commits.shown() + ", the record claims " + claimed);
        }
    }
}
