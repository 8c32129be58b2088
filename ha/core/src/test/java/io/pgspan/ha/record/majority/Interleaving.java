package io.pgspan.ha.record.majority;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One history: two to four proposers over three or five stores, every message late, lost on the way there or on the way back, or
 * late beyond the patience of who waits for it; proposers crash and come back as others; stores go away and return; now and then a
 * store's object is lost or replaced, and an operator consents to another. One number decides everything.
 */
final class Interleaving {
    private static final int OPERATIONS_MAX = 45;
    /** Percent of messages that are lost, that are late beyond patience, and whose answers are lost; each. */
    private static final int[] TROUBLES = {0, 1, 3, 6};

    private static final int EVENTS_MAX = 20_000;
    private static final int PATIENCE_OF_A_REQUEST = 60;

    private record Event(long at, long order, Runnable what) {}

    final SplittableRandom random;
    final Set<SafetyRule> kept;
    final LinearizabilityChecker checker = new LinearizabilityChecker();
    final List<StoreModel> stores = new ArrayList<>();
    final List<Operation> history = new ArrayList<>();
    private final PriorityQueue<Event> queue =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final int trouble;
    private long now;
    private long order;
    private int texts;
    private boolean calm;

    Interleaving(long seed, Set<SafetyRule> kept) {
        this.random = new SplittableRandom(seed);
        this.kept = kept;
        int size = random.nextInt(4) == 0 ? 5 : 3;
        for (int i = 0; i < size; i++) {
            stores.add(new StoreModel("store-" + (char) ('a' + i), checker::applied));
        }
        this.trouble = TROUBLES[random.nextInt(TROUBLES.length)];
    }

    /** What was wrong, empty when nothing was. */
    List<String> run() {
        SimProposer founder = new SimProposer(this, "founder");
        calm = true;
        founder.wish(new Wish.Create("first"));
        drain();
        calm = false;
        List<SimProposer> proposers = new ArrayList<>();
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            SimProposer proposer = new SimProposer(this, "p" + i);
            proposers.add(proposer);
            proposer.live();
        }
        if (trouble > 0) {
            new SimFaults(this, proposers).start();
        }
        drain();
        return lastVersion()
                .map(last -> checker.violations(history, last))
                .orElse(List.of("nobody can read in the end: " + history.get(history.size() - 1)));
    }

    /** When all is well again, the first to read completes what was left half done. */
    private Optional<String> lastVersion() {
        calm = true;
        stores.forEach(s -> s.up = true);
        for (int i = 0; i < 5; i++) {
            SimProposer last = new SimProposer(this, "last" + i);
            Operation read = last.wish(new Wish.Read());
            drain();
            Outcome outcome = read.outcome().orElseThrow();
            if (outcome instanceof Outcome.Holds holds) {
                return Optional.of(holds.version());
            }
        }
        return Optional.empty();
    }

    private void drain() {
        for (int i = 0; !queue.isEmpty(); i++) {
            if (i == EVENTS_MAX) {
                throw new IllegalStateException("a history without end");
            }
            Event next = queue.remove();
            now = next.at();
            next.what().run();
        }
    }

    long now() {
        return now;
    }

    void after(long delay, Runnable what) {
        queue.add(new Event(now + delay, order++, what));
    }

    boolean mayBeginMore() {
        return history.size() < OPERATIONS_MAX;
    }

    String freshText() {
        return "text-" + ++texts;
    }

    boolean unlucky(int percent) {
        return !calm && random.nextInt(100) < percent;
    }

    /** Mostly quick, sometimes slow; both ways together within a request's patience. */
    private long delay() {
        return 1L + random.nextInt(random.nextInt(8) == 0 ? PATIENCE_OF_A_REQUEST / 2 : 6);
    }

    /** Carries a request to its store and the answer back, or fails to. */
    void send(Request request, Consumer<Answer> back) {
        StoreModel store = stores.stream()
                .filter(s -> s.name.equals(request.store()))
                .findFirst()
                .orElseThrow();
        long there = delay();
        long home = delay();
        boolean lost = unlucky(trouble);
        boolean late = !lost && unlucky(trouble);
        boolean unanswered = !lost && !late && unlucky(trouble);
        if (lost || late || unanswered) {
            after(PATIENCE_OF_A_REQUEST, () -> back.accept(new Answer.Unknown("no answer in time")));
        }
        if (!lost) {
            after(late ? 40 + random.nextInt(200) : there, () -> {
                Answer answer = store.handle(request);
                if (!late && !unanswered) {
                    after(home, () -> back.accept(answer));
                }
            });
        }
    }
}
