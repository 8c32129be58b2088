package io.pgspan.testkit.simulation;

import io.pgspan.ha.record.majority.Ballot;
import io.pgspan.ha.record.majority.Entry;
import io.pgspan.ha.record.majority.Envelope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a majority of several stores has ever agreed on, as only somebody sees who watches all objects at once. An entry is agreed on as
 * soon as objects that have its vote have accepted it under one ballot on more than half of the stores, whether or not they still hold
 * it. Counts for itself, so that a member that counts wrongly is found out.
 */
final class Agreement {
    private static final class Ballots {
        private final Ballot ballot;
        private long stores;

        private Ballots(Ballot ballot) {
            this.ballot = ballot;
        }
    }

    /** Ballots that may still gather votes: later ones have long been promised where older ones might. */
    private static final int BALLOTS_MAX = 64;

    private final int majority;
    private final Deque<Ballots> latest = new ArrayDeque<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Consumer<Entry> agreed;
    private Entry current;
    private Ballot newest = Ballot.NONE;

    /** Begins with an entry on all stores. */
    Agreement(int stores, Entry first, Consumer<Entry> agreed) {
        this.majority = stores / 2 + 1;
        this.agreed = agreed;
        this.current = first;
        positions.put(first.version(), 0);
    }

    Entry current() {
        return current;
    }

    /** How many versions were agreed on after the first one. */
    int position() {
        return positions.size() - 1;
    }

    /** The place of a version in the order in which they were agreed on; null when it never was. */
    @Nullable
    Integer position(String version) {
        return positions.get(version);
    }

    /** An object holds something else now. */
    void changed(SimAcceptor acceptor, Envelope now) {
        Entry entry = now.held();
        if (entry == null || !acceptor.uid().equals(entry.uids().get(acceptor.name()))) {
            return;
        }
        Ballots votes = votes(now.accepted());
        boolean before = Long.bitCount(votes.stores) >= majority;
        votes.stores |= 1L << acceptor.index();
        if (before || Long.bitCount(votes.stores) < majority) {
            return;
        }
        if (positions.containsKey(entry.version())) {
            // agreed on once more, which may also be told late, after others
            if (now.accepted().compareTo(newest) > 0) {
                newest = now.accepted();
                current = entry;
            }
            return;
        }
        Entry previous = current;
        if (!entry.previous().equals(previous.version())) {
            throw new Violation(
                    "I32",
                    "a majority agrees: " + entry.version() + " is agreed on after " + entry.previous()
                            + ", but what was agreed on last is " + previous.version());
        }
        positions.put(entry.version(), positions.size());
        newest = now.accepted();
        current = entry;
        agreed.accept(entry);
    }

    private Ballots votes(Ballot ballot) {
        for (Iterator<Ballots> newestFirst = latest.descendingIterator(); newestFirst.hasNext(); ) {
            Ballots votes = newestFirst.next();
            if (votes.ballot.equals(ballot)) {
                return votes;
            }
        }
        if (latest.size() == BALLOTS_MAX) {
            latest.removeFirst();
        }
        Ballots votes = new Ballots(ballot);
        latest.addLast(votes);
        return votes;
    }
}
