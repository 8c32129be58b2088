package io.pgspan.ha.record.majority;

import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;

/** The arithmetic of quorums over {@code stores} stores, under a set of {@link SafetyRule}s. */
final class Rules {
    private final Set<SafetyRule> kept;
    private final int stores;
    private final Comparator<Ballot> order;

    Rules(Set<SafetyRule> kept, int stores) {
        this.kept = kept;
        this.stores = stores;
        this.order = kept.contains(SafetyRule.PROPOSER_BREAKS_TIES)
                ? Comparator.naturalOrder()
                : Comparator.comparingLong(Ballot::number);
    }

    boolean keep(SafetyRule rule) {
        return kept.contains(rule);
    }

    int majority() {
        return keep(SafetyRule.MAJORITY) ? stores / 2 + 1 : stores / 2;
    }

    Comparator<Ballot> order() {
        return order;
    }

    boolean below(Ballot a, Ballot b) {
        return order.compare(a, b) < 0;
    }

    boolean same(Ballot a, Ballot b) {
        return order.compare(a, b) == 0;
    }

    /** Whether this object is the one that votes for the store. */
    boolean votes(SortedMap<String, String> uids, String store, String uid) {
        return uid.equals(uids.get(store)) || !keep(SafetyRule.SAME_OBJECT);
    }
}
