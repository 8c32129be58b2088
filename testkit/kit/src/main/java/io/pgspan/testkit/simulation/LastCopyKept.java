package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaState;

/** What a member has is replaced only by one that does not lead, and only while all that was acknowledged is elsewhere as well. */
final class LastCopyKept extends Invariant {
    private final Cluster cluster;
    private final Ledger ledger;

    LastCopyKept(Cluster cluster, Ledger ledger) {
        super("I17", "the last copy is kept");
        this.cluster = cluster;
        this.ledger = ledger;
    }

    @Override
    void performs(SimMember member, HaAction action, HaState decidedWith) {
        if ((action instanceof HaAction.Clone || action instanceof HaAction.Rewind) && decidedWith.namesMe()) {
            throw broken(member + " leads and replaces its data");
        }
    }

    @Override
    void copies(SimMember member, SimMember source) {
        if (cluster.setup().synchronous() && member.postgres().hasData()) {
            ledger.commits().forEach((branch, lsn) -> {
                Position commit = new Position(branch, lsn);
                if (member.postgres().wal().holds(commit) && ledger.holders(commit, member) == 0) {
                    throw broken(
                            "only " + member + " has the acknowledged " + commit + ", and becomes a copy of " + source);
                }
            });
        }
    }
}
