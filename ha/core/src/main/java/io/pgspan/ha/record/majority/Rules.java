package io.pgspan.ha.record.majority;

import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;

/** The arithmetic of quorums over {@code stores} stores, under a set of {@link SafetyRule}s. */
final class Rules {
    private final Set<SafetyRule> kept = EnumSet.noneOf(SafetyRule.class);
    private final int stores;

    Rules(Set<SafetyRule> kept, int stores) {
        this.kept.addAll(kept);
        this.stores = stores;
    }

    boolean keep(SafetyRule rule) {
        return kept.contains(rule);
    }

    int majority() {
        return keep(SafetyRule.MAJORITY) ? stores / 2 + 1 : stores / 2;
    }

    /** The order of ballots: negative, 0 or positive, as {@link Comparable} has it. */
    int compare(Ballot a, Ballot b) {
        return keep(SafetyRule.PROPOSER_BREAKS_TIES) ? a.compareTo(b) : Long.compare(a.number(), b.number());
    }

    boolean below(Ballot a, Ballot b) {
        return compare(a, b) < 0;
    }

    boolean same(Ballot a, Ballot b) {
        return compare(a, b) == 0;
    }

    /** Whether this object is the one that votes for the store. */
    boolean votes(SortedMap<String, String> uids, String store, String uid) {
        return uid.equals(uids.get(store)) || !keep(SafetyRule.SAME_OBJECT);
    }
}
