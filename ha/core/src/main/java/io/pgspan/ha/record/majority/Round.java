package io.pgspan.ha.record.majority;

import io.pgspan.ha.record.majority.Plan.Intent;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One wish on its way: look, prepare, write; over again after a while when others were faster. Which requests follow from the state
 * it is in is told store by store by {@link #wanted}.
 */
final class Round {
    /** How often a wish starts over before it is given up as undecided. */
    static final int ATTEMPTS_MAX = 12;

    /** How often a look is repeated before a write that somebody else seems to be in the middle of is completed. */
    static final int LOOKS_MAX = 3;

    /** Phases one event may pass through. */
    private static final int TURNS_MAX = 8;

    private enum Phase {
        LOOK,
        FOUND,
        PREPARE,
        WRITE,
        BACK_OFF,
        DONE
    }

    private final Wish wish;
    private final Sites sites;
    private final Rules rules;
    private final Numbers numbers;
    private final Founding founding;
    private Phase phase = Phase.LOOK;
    private int attempts = 1;
    private int looks;
    private int pause;
    private boolean resting;
    private SortedMap<String, String> voting = new TreeMap<>();
    private @Nullable SortedMap<String, String> founders;
    private @Nullable Entry lookedAt;
    private Ballot ballot = Ballot.NONE;
    private @Nullable Write write;
    private @Nullable Outcome end;
    private @Nullable Outcome outcome;
    private String version = "";
    private String subjectUid = "";
    private int exposures;

    Round(Wish wish, Sites sites, Rules rules, Numbers numbers) {
        this.wish = wish;
        this.sites = sites;
        this.rules = rules;
        this.numbers = numbers;
        this.founding = new Founding(wish, sites);
    }

    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** The pause asked for since the last call, 0 for none. */
    int takePause() {
        int taken = pause;
        pause = 0;
        return taken;
    }

    /** Starts: at once with the write when a majority has promised the next ballot already, and holds what is to be replaced. */
    void start() {
        Ballot promised = numbers.promised();
        if (wish instanceof Wish.Update update && !promised.equals(Ballot.NONE)) {
            Optional<View> view = View.of(sites.promised(promised), rules, null)
                    .filter(v -> v.learned().version().equals(update.expectedVersion()));
            if (view.isPresent()) {
                sites.lookAnew();
                ballot = promised;
                carryOut(view.get());
                return;
            }
        }
        look();
    }

    private void look() {
        looks++;
        phase = Phase.LOOK;
        resting = false;
        sites.lookAnew();
    }

    void resume() {
        if (phase == Phase.BACK_OFF) {
            looks = 0;
            look();
        } else if (phase == Phase.LOOK && resting) {
            look();
        }
        advance();
    }

    /** Ends it where it stands, unless it has ended. */
    Outcome abandon() {
        if (outcome == null) {
            undecided(phase == Phase.WRITE ? "not confirmed by a majority in time" : "no majority in time");
        }
        return outcome().orElseThrow();
    }

    private void finish(Outcome how) {
        phase = Phase.DONE;
        outcome = how;
    }

    private void undecided(String what) {
        String complaints = sites.complaints(voting);
        finish(new Outcome.Undecided(complaints.isEmpty() ? what : what + ": " + complaints));
    }

    private void backOff() {
        if (attempts == ATTEMPTS_MAX) {
            undecided("others kept writing in all of " + attempts + " attempts");
            return;
        }
        phase = Phase.BACK_OFF;
        pause = attempts++;
    }

    /** Moves on as far as what is known allows. */
    void advance() {
        for (int turn = 0; turn < TURNS_MAX; turn++) {
            Phase before = phase;
            switch (phase) {
                case LOOK -> looked();
                case FOUND -> founded();
                case PREPARE -> prepared();
                case WRITE -> written();
                case BACK_OFF, DONE -> {}
            }
            if (phase == before) {
                return;
            }
        }
    }

    private void looked() {
        if (founding.subjectSilent()) {
            finish(new Outcome.Refused("consent needs to see the store's object: " + sites.complaints(voting)));
            return;
        }
        if (founding.waits()) {
            return;
        }
        subjectUid = founding.subjectUid();
        View view = View.of(sites.told(), rules, null).orElse(null);
        if (view == null) {
            lookedAtNothing();
            return;
        }
        Optional<Outcome> atOnce =
                view.agreed() || !completes() ? Plan.withoutWriting(intent(), view, rules) : Optional.empty();
        if (atOnce.isPresent()) {
            finish(atOnce.get());
        } else if (!view.agreed() && looks < LOOKS_MAX) {
            pause = resting ? 0 : looks;
            resting = true;
        } else if (wish instanceof Wish.Admit admit && view.hasNoVote(admit.store())) {
            voting = view.voting();
            lookedAt = view.learned().held();
            phase = Phase.FOUND;
        } else {
            prepare(view.voting(), view.learned().held());
        }
    }

    private boolean completes() {
        return rules.keep(SafetyRule.COMPLETE_BEFORE_READ) && rules.keep(SafetyRule.COMPLETE_BEFORE_CONFLICT);
    }

    private void lookedAtNothing() {
        if (sites.allToldNothing() && !numbers.recordSeen()) {
            if (wish instanceof Wish.Create) {
                phase = Phase.FOUND;
            } else {
                finish(Plan.ofNothing(wish));
            }
        } else if (!sites.pending()) {
            voting = sites.greatestVoting();
            undecided("no majority of " + sites.all().size() + " stores answers and has a vote");
        }
    }

    private void founded() {
        if (founding.complete()) {
            subjectUid = founding.subjectUid();
            founders = wish instanceof Wish.Create ? founding.founders() : null;
            prepare(founders == null ? voting : founders, lookedAt);
        } else if (founding.hopeless()) {
            undecided("an object could not be made");
        }
    }

    private void prepare(SortedMap<String, String> voters, @Nullable Entry seen) {
        voting = voters;
        lookedAt = seen;
        ballot = numbers.next(sites.greatestNumber());
        phase = Phase.PREPARE;
    }

    private void prepared() {
        Optional<View> learned = View.of(sites.promised(ballot), rules, founders);
        if (learned.isPresent()) {
            carryOut(learned.get());
            return;
        }
        Progress progress = Progress.of(sites, rules, voting, ballot, e -> rules.same(e.promised(), ballot));
        if (progress.possible() < rules.majority() && progress.refused() == 0) {
            undecided("no majority of " + sites.all().size() + " stores answered");
        } else if (progress.possible() < rules.majority() || !progress.pending()) {
            backOff();
        }
    }

    private void carryOut(View learned) {
        if (version.isEmpty()) {
            version = ballot.text();
        }
        boolean learns = rules.keep(SafetyRule.LEARN_FROM_PROMISES) || lookedAt == null;
        View basis =
                learns ? learned : new View(learned.voting(), new Envelope(ballot, ballot, lookedAt), learned.agreed());
        Plan plan = Plan.of(intent(), basis, rules);
        Entry entry = plan.entry();
        end = plan.end();
        voting = learned.voting();
        if (entry == null) {
            finish(end == null ? new Outcome.Undecided("nothing to do") : end);
            return;
        }
        numbers.using(ballot);
        Ballot promise = wish instanceof Wish.Update ? numbers.after(ballot) : ballot;
        write = new Write(ballot, promise, entry, voting);
        phase = Phase.WRITE;
    }

    private void written() {
        if (sites.accepted(voting, ballot) >= rules.majority()) {
            if (write != null) {
                numbers.written(write);
            }
            if (end != null) {
                finish(end);
            } else {
                backOff();
            }
            return;
        }
        Progress progress = Progress.of(sites, rules, voting, ballot, e -> rules.same(e.accepted(), ballot));
        if (progress.possible() < rules.majority() || !progress.pending()) {
            if (progress.refused() > 0) {
                backOff();
            } else {
                undecided("no majority of " + sites.all().size() + " stores confirmed the write");
            }
        }
    }

    private Intent intent() {
        return new Intent(wish, version, exposures > 0, subjectUid);
    }

    /** What is to be sent to an idle store now. */
    Optional<Request> wanted(Site site) {
        return switch (phase) {
            case LOOK -> sites.pending(site) ? Optional.of(new Request.Read(site.name)) : numbers.lagging(site, rules);
            case FOUND -> founding.request(site);
            case PREPARE -> known(site).or(() -> Write.preparing(site, rules, voting, ballot));
            case WRITE -> known(site).or(() -> write == null ? Optional.empty() : write.request(site, rules));
            case BACK_OFF, DONE -> numbers.lagging(site, rules);
        };
    }

    private static Optional<Request> known(Site site) {
        return site.known() != null || site.absent() ? Optional.empty() : Optional.of(new Request.Read(site.name));
    }

    /** Keeps count of the stores that may hold this wish's text. */
    void sent(Request request) {
        exposures += mine(request) ? 1 : 0;
    }

    /** A request of this round was certainly without effect. */
    void hadNoEffect(Request request) {
        exposures -= mine(request) ? 1 : 0;
    }

    private boolean mine(Request request) {
        return request instanceof Request.Update update
                && !version.isEmpty()
                && update.envelope().version().equals(version);
    }
}
