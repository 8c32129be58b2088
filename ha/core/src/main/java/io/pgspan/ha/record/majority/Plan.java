package io.pgspan.ha.record.majority;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a round does with what it has learned: write an entry and then end, write it and start over, or end at once.
 *
 * @param entry to be written; null when nothing need be
 * @param end how the wish ends then; null when it starts over
 */
record Plan(@Nullable Entry entry, @Nullable Outcome end) {

    /**
     * A wish on its way.
     *
     * @param wish what is wanted
     * @param version the version its text gets or has got, empty while it has not been proposed
     * @param exposed whether some store may hold its text already
     * @param uid the object that is to be admitted, or that the store to be dismissed has; empty when it has none
     */
    record Intent(Wish wish, String version, boolean exposed, String uid) {}

    /** How the wish ends without any writing, given what a majority agrees on. */
    static Optional<Outcome> withoutWriting(Intent intent, View view, Rules rules) {
        Plan plan = of(intent, view, rules);
        return plan.entry == null ? Optional.ofNullable(plan.end) : Optional.empty();
    }

    /** The decision. */
    static Plan of(Intent intent, View view, Rules rules) {
        Entry learned = view.learned().held();
        Wish wish = intent.wish();
        if (learned == null) {
            return wish instanceof Wish.Create create
                    ? new Plan(
                            new Entry(intent.version(), "", create.text(), view.voting()),
                            new Outcome.Written(intent.version()))
                    : new Plan(null, ofNothing(wish));
        }
        if (wish instanceof Wish.Create) {
            return write(intent, view, rules, learned, "", learned.text());
        }
        if (wish instanceof Wish.Update update) {
            return write(intent, view, rules, learned, update.expectedVersion(), update.text());
        }
        if (wish instanceof Wish.Dismiss dismiss) {
            return dismiss(intent, view, learned, dismiss.store());
        }
        if (wish instanceof Wish.Admit admit) {
            return admit(intent, view, rules, learned, admit.store());
        }
        Outcome holds = new Outcome.Holds(learned.version(), learned.text());
        return rules.keep(SafetyRule.COMPLETE_BEFORE_READ) ? complete(view, learned, holds) : new Plan(null, holds);
    }

    /** How a wish ends that finds no record. */
    static Outcome ofNothing(Wish wish) {
        return wish instanceof Wish.Read
                ? new Outcome.Empty()
                : wish instanceof Wish.Update
                        ? new Outcome.Conflict()
                        : new Outcome.Refused("there is no record yet: create it; nobody has a vote to lose before");
    }

    private static Plan complete(View view, Entry learned, Outcome end) {
        return new Plan(view.agreed() ? null : learned, end);
    }

    /**
     * A text that may have been exposed and was then overtaken is known not to count when the version it wanted to replace was replaced
     * by another one; further back nobody remembers.
     */
    private static Plan write(Intent intent, View view, Rules rules, Entry learned, String expected, String text) {
        if (intent.exposed() && learned.version().equals(intent.version())) {
            return complete(view, learned, new Outcome.Written(intent.version()));
        }
        if (learned.version().equals(expected)) {
            return new Plan(learned.next(intent.version(), text), new Outcome.Written(intent.version()));
        }
        Outcome lost = !intent.exposed() || learned.previous().equals(expected)
                ? new Outcome.Conflict()
                : new Outcome.Undecided(
                        "others have written since, and the first of them may have built on this write");
        return rules.keep(SafetyRule.COMPLETE_BEFORE_CONFLICT) ? complete(view, learned, lost) : new Plan(null, lost);
    }

    private static Plan dismiss(Intent intent, View view, Entry learned, String store) {
        String voter = learned.uids().getOrDefault(store, "");
        if (voter.isEmpty()) {
            return complete(view, learned, new Outcome.Settled());
        }
        return voter.equals(intent.uid())
                ? new Plan(
                        null,
                        new Outcome.Refused(
                                store + " has its object " + voter + " and its vote; there is nothing to consent to"))
                : new Plan(learned.voting(store, ""), new Outcome.Settled());
    }

    private static Plan admit(Intent intent, View view, Rules rules, Entry learned, String store) {
        String voter = learned.uids().getOrDefault(store, "");
        if (!voter.isEmpty() && voter.equals(intent.uid())) {
            return complete(view, learned, new Outcome.Settled());
        }
        if ((voter.isEmpty() && view.agreed()) || !rules.keep(SafetyRule.DISMISS_BEFORE_ADMIT)) {
            return new Plan(learned.voting(store, intent.uid()), new Outcome.Settled());
        }
        return voter.isEmpty()
                ? new Plan(learned, null)
                : new Plan(
                        null,
                        new Outcome.Refused(store + " still has the vote of object " + voter
                                + ": it is taken away before another object gets it"));
    }
}
