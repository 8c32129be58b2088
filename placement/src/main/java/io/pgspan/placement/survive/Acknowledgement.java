package io.pgspan.placement.survive;

import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.replication.Replication.SyncMethod;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which members hold a commit when it is acknowledged, whoever was the primary; members are numbers of {@link Judge}.
 *
 * <p>A commit is on the primary and on its confirming standbys: any {@code k} of the candidates, or the first {@code k} of them, all
 * members taken to be connected at the moment of the loss. So a loss is unsafe when it takes a primary together with as many candidates
 * ({@code ANY}), or with its first {@code k} ({@code FIRST}). Where fewer than {@code k} candidates are there, a strict cluster acknowledges
 * nothing and another is content with those. Nobody confirms when replication is asynchronous, or when commits wait for the primary's
 * own disk at most.
 */
final class Acknowledgement {
    private final int confirmations;
    private final boolean strict;
    private final boolean first;
    private final List<Integer> candidates;
    private final BitSet copies;
    private final BitSet confirming = new BitSet();

    Acknowledgement(Replication replication, List<Resident> members) {
        boolean waits = replication.isSynchronous()
                && replication.commitLevel() != CommitLevel.LOCAL
                && replication.commitLevel() != CommitLevel.OFF;
        this.confirmations = waits ? replication.confirmations() : 0;
        this.strict = replication.durability() == Durability.REQUIRED;
        this.first = replication.method() == SyncMethod.FIRST;
        this.copies = new BitSet();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            copies.set(i, members.get(i).holdsData() && members.get(i).isPlaced());
            names.add(members.get(i).pod());
        }
        this.candidates = replication.standbyNames().isEmpty() || replication.isAnyStandby()
                ? copies.stream().boxed().toList()
                : replication.standbyNames().stream()
                        .distinct()
                        .map(names::indexOf)
                        .filter(i -> i >= 0 && copies.get(i))
                        .toList();
        candidates.forEach(confirming::set);
    }

    /** How many standbys a commit waits for. */
    int confirmations() {
        return confirmations;
    }

    /** Whether commits wait while too few standbys are there. */
    boolean strict() {
        return strict;
    }

    /** The members that hold data and run. */
    BitSet copies() {
        return (BitSet) copies.clone();
    }

    /** Whether every other member may confirm, so that only the number left matters to those who wait. */
    boolean everyoneConfirms() {
        return candidates.size() == copies.cardinality();
    }

    /** Whether the order of the candidates matters to what is safe. */
    boolean byPriority() {
        return first && confirmations > 0;
    }

    /** Whether every acknowledged commit is on a member that is left. */
    boolean safe(BitSet lost) {
        return copies.stream().filter(lost::get).allMatch(primary -> safe(primary, lost));
    }

    private boolean safe(int primary, BitSet lost) {
        int others = candidates.size() - (confirming.get(primary) ? 1 : 0);
        if (strict && others < confirmations) {
            return true;
        }
        int needed = Math.min(confirmations, others);
        return lostOf(primary, needed, lost) < needed;
    }

    /** How many that confirm to a primary are lost: of the first ones, or of all. */
    private int lostOf(int primary, int needed, BitSet lost) {
        if (first) {
            return (int) candidates.stream()
                    .filter(i -> i != primary)
                    .limit(needed)
                    .filter(lost::get)
                    .count();
        }
        BitSet gone = (BitSet) confirming.clone();
        gone.and(lost);
        gone.clear(primary);
        return gone.cardinality();
    }

    /** Whether, whichever member that is left leads, commits are acknowledged. */
    boolean confirmable(BitSet lost) {
        BitSet left = copies();
        left.andNot(lost);
        if (left.isEmpty() || !strict) {
            return !left.isEmpty();
        }
        BitSet standbys = (BitSet) confirming.clone();
        standbys.andNot(lost);
        int standing = standbys.cardinality();
        return left.stream().allMatch(leader -> standing - (standbys.get(leader) ? 1 : 0) >= confirmations);
    }
}
