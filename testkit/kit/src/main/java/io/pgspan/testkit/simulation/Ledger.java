package io.pgspan.testkit.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The commits that were acknowledged: of each branch the last one, for a log holds all before what it ends with. Left out are those that
 * no cluster can promise: of a server that a human promoted, or that waits for what a human wrote, and what an earlier primary
 * acknowledges once its successor leads without it by an operator's consent.
 */
final class Ledger {
    /** The first log of a primary that leads by consent, and its number among all primaries. */
    private record Consented(Position base, int primary) {}

    private final Cluster cluster;
    private final List<Consented> consented = new ArrayList<>();
    private final Map<SimMember, Integer> lastLed = new HashMap<>();
    private int primaries;
    private final Map<Branch, Long> acknowledged = new LinkedHashMap<>();
    private long count;
    private long latest = -1;

    Ledger(Cluster cluster) {
        this.cluster = cluster;
    }

    void add(SimMember by, Position commit) {
        count++;
        latest = cluster.world().now();
        if (isPromised(by, commit)) {
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

    /** Whether the cluster must keep this commit. */
    boolean isPromised(SimMember by, Position commit) {
        return !by.postgres().commits().edited() && !by.postgres().humansPrimary() && !isGivenUp(by, commit);
    }

    private boolean isGivenUp(SimMember by, Position commit) {
        int led = lastLed.getOrDefault(by, 0);
        return consented.stream().anyMatch(c -> led < c.primary && !c.base.holds(commit));
    }

    /** It has been elected and accepts writes. */
    void leads(SimMember member) {
        lastLed.put(member, ++primaries);
    }

    /**
     * Who leads now does so by consent: only what is part of its log is missed from now on, also of what earlier primaries have yet to
     * acknowledge.
     */
    void forgetBeyond(Position log) {
        consented.add(new Consented(log, primaries));
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
