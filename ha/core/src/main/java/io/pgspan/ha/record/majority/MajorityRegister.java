package io.pgspan.ha.record.majority;

import io.pgspan.model.PgspanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The record on a majority of three or more independent stores, as one proposer's side of the protocol: told what callers want and
 * what stores answer, it says what to ask of which store. It has no thread, no clock and no chance of its own; how long to wait
 * before trying again is drawn by its driver.
 *
 * <p><b>The protocol</b> is CASPaxos (Rystsov, 2018), a register by Paxos without a log. A store is no process but one object that is
 * read and replaced by compare-and-swap, so that the proposers do the acceptor's part too: whoever would change an
 * {@link Envelope} reads it, applies the acceptor's rule and writes it back if nobody has changed it in between. For the order of
 * changes of one object that is the same as an acceptor that handles one message at a time. A round with a fresh {@link Ballot} b
 * <ol>
 *   <li>prepares: each object that has promised less promises b;
 *   <li>learns: of what a majority that has promised b holds, the entry accepted under the greatest ballot;
 *   <li>writes: that entry's successor where it has the version expected, else that entry itself, to each object that has promised
 *       no more than b.
 * </ol>
 *
 * <p><b>Why it is safe.</b> (1) A ballot is used for one entry, since names are unique and numbers never return. (2) If a majority has
 * accepted (b, v), every entry written under a greater ballot is v or built on v: its majority of promises shares an object with
 * that majority, which accepted b before it promised more, for afterwards it would have refused b; so the round learned v or, by
 * induction, something built on v. (3) Hence the accepted versions form one chain, in which each has one successor; an update that
 * a majority accepted stays in it. The obvious simpler scheme, a majority of plain compare-and-swaps of which the greatest
 * (epoch, sequence) counts, fails at (1): two writers with equal numbers on one store each, the third out of reach, can't be told
 * apart, nor can the reader know whether either was completed.
 *
 * <p><b>Reads</b> that find a majority with one accepted ballot need no write: that entry is accepted by a majority, so it
 * is in the chain; and whatever a majority had accepted before the read began would show in one of the answers with a ballot as
 * great or greater. Only answers to requests sent after the read began count. Otherwise some write is under way or was left half done:
 * the read looks again shortly, and then completes it by a round of its own. So reads never go back. A conflict is told with the
 * same certainty as a read.
 *
 * <p><b>One write per renewal.</b> The change that accepts (b, v) also promises the same proposer's next ballot b'. That is an accept
 * followed at once by a prepare of b' at that object, and its answer is known: (b, v). With a majority of them the next update has
 * its promises already and writes at once, as long as nobody else has prepared in between; if somebody has, the objects refuse,
 * and it starts with a round of its own.
 *
 * <p><b>A loser leaves nothing to release.</b> A promise or a write that reached only a minority keeps nobody out: whoever comes with a greater
 * ballot promises over it, learns what it left and completes it or builds on another. A loser only waits, for a random time that grows
 * with its attempts, so that rivals don't refuse each other for ever.
 *
 * <p><b>What is unknown.</b> A write that got no majority of answers may be in a minority and be completed by whoever reads next, or
 * never. A later attempt of the same wish finds out: its version is there, or another has taken its place, which the entry's
 * {@link Entry#previous()} proves for one step back.
 *
 * <p><b>Lost objects.</b> An acceptor that forgets breaks (2). So each entry names the uid of the object that votes for each store; an
 * object that is gone or has another uid has no vote, and neither has one whose promise is seen going back, as from a backup (which only
 * shows to a process that saw it before: delete an object before its server comes back from a backup). Votes are given back by an
 * operator in two rounds: first an entry in which the store has no vote, accepted by a majority of the others, then one that names the new object.
 * Majorities by name always share a store, and between these neighbours never just the one in question; without the step between,
 * {old object, second} and {new object, third} would share nothing.
 *
 * <p><b>Cost</b> with n stores: a read n requests; a renewal n; a change of writer up to 3n, and n more for each attempt lost to somebody else.
 * An attempt sends at most {@code Site.REQUESTS_MAX} requests to a store, a wish makes at most {@code Round.ATTEMPTS_MAX} attempts.
 *
 * <p>Not for use by several threads at once; one wish at a time.
 */
public final class MajorityRegister {
    /** Stores it takes at least. */
    public static final int STORES_MIN = 3;

    private static final Step NOTHING = new Step(List.of(), 0, null);

    private final Rules rules;
    private final Sites sites;
    private final Numbers numbers;
    private @Nullable Round round;

    /** With some of the rules only; for tests. */
    MajorityRegister(String proposer, Set<String> stores, Set<SafetyRule> kept) {
        requireEnough(stores);
        if (proposer.isEmpty()) {
            throw new PgspanException(
                    "majority record: the proposer has no name; give one unique to this process's life");
        }
        this.rules = new Rules(kept, stores.size());
        this.sites = new Sites(stores, rules);
        this.numbers = new Numbers(proposer);
    }

    /**
     * A proposer that knows nothing yet.
     *
     * @param proposer a name that nobody else has or ever had: one that comes back after a crash needs another one
     * @param stores the names of all stores, the same for every proposer
     * @throws PgspanException when there are fewer than {@link #STORES_MIN} stores
     */
    public static MajorityRegister of(String proposer, Set<String> stores) {
        return new MajorityRegister(proposer, stores, SafetyRule.all());
    }

    /**
     * Refuses a choice of stores that would be worse than one.
     *
     * @throws PgspanException when there are fewer than {@link #STORES_MIN}, with the reason
     */
    public static void requireEnough(Set<String> stores) {
        if (stores.size() < STORES_MIN) {
            throw new PgspanException("majority record over " + stores.size() + " stores " + stores + ": wanted "
                    + STORES_MIN
                    + " or more; a majority of two is both, so that two stores fail more often than one and"
                    + " survive nothing. Name a third independent API server, or keep the record on one");
        }
    }

    /**
     * Starts on a wish.
     *
     * @throws PgspanException when the one before has neither ended nor been abandoned, or names a store there is none of
     */
    public Step begin(Wish wish) {
        if (round != null && round.outcome().isEmpty()) {
            throw new PgspanException("majority record: one wish at a time; wait for the outcome, or abandon the wish");
        }
        Round next = new Round(wish, sites, rules, numbers);
        round = next;
        next.start();
        return step(next);
    }

    /**
     * A store has answered its request, or is not waited for any longer ({@link Answer.Unknown}). Each request is answered once,
     * also those of wishes that have ended: what a slow store missed is sent to it then.
     */
    public Step answered(String store, Answer answer) {
        Optional<Request> request = sites.answered(sites.named(store), answer);
        Round current = round;
        if (current == null) {
            return NOTHING;
        }
        numbers.seen(answer);
        if (answer instanceof Answer.Conflict) {
            request.ifPresent(current::hadNoEffect);
        }
        return step(current);
    }

    /** The pause asked for is over. Harmless when none is. */
    public Step resumed() {
        Round current = round;
        if (current == null) {
            return NOTHING;
        }
        current.resume();
        return step(current);
    }

    /** The caller can't wait any longer. What is under way may still take effect. */
    public Outcome abandon() {
        Round current = round;
        if (current == null) {
            throw new PgspanException("majority record: nothing has been begun that could be abandoned");
        }
        return current.abandon();
    }

    /** The stores that have lost their vote as far as this proposer knows, each with the reason: they wait for an operator's consent. */
    public SortedMap<String, String> withoutVote() {
        return sites.withoutVote();
    }

    private Step step(Round current) {
        List<Request> requests = new ArrayList<>();
        boolean changed = true;
        while (changed) { // each turn makes a store busy or gives it up for this attempt
            current.advance();
            changed = false;
            for (Site site : sites.all()) {
                Optional<Request> wanted = site.idle() ? current.wanted(site) : Optional.empty();
                if (wanted.isPresent()) {
                    changed = true;
                    if (site.send(wanted.get(), sites.look())) {
                        current.sent(wanted.get());
                        requests.add(wanted.get());
                    }
                }
            }
        }
        return new Step(requests, current.takePause(), current.outcome().orElse(null));
    }
}
