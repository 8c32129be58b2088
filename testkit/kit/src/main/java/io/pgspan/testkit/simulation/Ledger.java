package io.pgspan.testkit.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The commits that were acknowledged: of each branch the last one, for a log holds all before what it ends with. Left out are those that
 * no cluster can promise: of a server that a human promoted, or that waits for what a human wrote.
 */
final class Ledger {
    private final Cluster cluster;
    private final Map<Branch, Long> acknowledged = new LinkedHashMap<>();
    private long count;
    private long latest = -1;

    Ledger(Cluster cluster) {
        this.cluster = cluster;
    }

    void add(SimMember by, Position commit) {
        count++;
        latest = cluster.world().now();
        if (!by.postgres().commits().edited() && !by.postgres().humansPrimary()) {
            acknowledged.merge(commit.branch(), commit.lsn(), Math::max);
        }
    }

    long count() {
        return count;
    }

    /** When the last commit was acknowledged. */
    long latest() {
        return latest;
    }

    Map<Branch, Long> commits() {
        return acknowledged;
    }

    /** From now on only what is part of this log is missed. */
    void forgetBeyond(Position log) {
        acknowledged.replaceAll((branch, lsn) -> Math.min(lsn, log.common(branch)));
    }

    /** How many members besides one hold a commit; one without data counts, for it will get everything. */
    int holders(Position commit, SimMember besides) {
        int holders = 0;
        for (SimMember m : cluster.members()) {
            if (m != besides && m.postgres().hasData() && m.postgres().wal().holds(commit)) {
                holders++;
            }
        }
        return holders;
    }
}
