package io.pgspan.agent.store;

import io.pgspan.ha.record.majority.Acceptor;
import io.pgspan.ha.record.majority.Answer;
import io.pgspan.ha.record.majority.MajorityRegister;
import io.pgspan.ha.record.majority.Outcome;
import io.pgspan.ha.record.majority.Request;
import io.pgspan.ha.record.majority.Step;
import io.pgspan.ha.record.majority.Wish;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls a {@link MajorityRegister} asks for: one at a time to each store, all stores at once, each on a thread of its own.
 * The register itself is only touched under this object's lock. A caller goes on as soon as its wish has an outcome; what slow
 * stores still answer is told to the register by the threads that called them.
 */
final class RegisterDriver implements AutoCloseable {
    /** The longest first pause; each further one may be twice as long, up to {@link #PAUSE_LONGEST}. */
    static final Duration PAUSE_FIRST = Duration.ofMillis(20);

    static final Duration PAUSE_LONGEST = Duration.ofMillis(320);

    /** A call to a store is given this much even when its caller has hardly any time left, so that it can be told from a failure. */
    private static final Duration CALL_SHORTEST = Duration.ofMillis(20);

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int THREADS_PER_STORE = 2;

    private final MajorityRegister register;
    private final SortedMap<String, Acceptor> stores;
    private final RandomGenerator chance;
    private final Semaphore turn = new Semaphore(1, true);
    private final ThreadPoolExecutor threads;
    private @Nullable Outcome outcome;
    private Duration limit = CALL_SHORTEST;
    private long deadline;
    private @Nullable Long resumeAt;

    RegisterDriver(MajorityRegister register, SortedMap<String, Acceptor> stores, RandomGenerator chance) {
        this.register = register;
        this.stores = stores;
        this.chance = chance;
        this.threads = new ThreadPoolExecutor(
                0,
                THREADS_PER_STORE * stores.size(), // one that calls, and one that is about to end
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                call -> {
                    Thread thread = new Thread(call, "pgspan-record-majority");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Fulfils a wish, or returns that it is undecided once the limit has passed or the thread is interrupted. */
    Outcome perform(Wish wish, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        try {
            if (!turn.tryAcquire(Math.max(0, within.toNanos()), TimeUnit.NANOSECONDS)) {
                return new Outcome.Undecided("an earlier call was not back within " + within.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Undecided("interrupted while waiting for an earlier call");
        }
        try {
            return performAlone(wish, within, end);
        } finally {
            turn.release();
        }
    }

    private synchronized Outcome performAlone(Wish wish, Duration within, long end) {
        outcome = null;
        resumeAt = null;
        limit = within;
        deadline = end;
        take(register.begin(wish));
        try {
            while (outcome == null) {
                long now = System.nanoTime();
                if (now - deadline >= 0) {
                    return register.abandon();
                }
                Long resume = resumeAt;
                if (resume != null && now - resume >= 0) {
                    resumeAt = null;
                    take(register.resumed());
                } else {
                    long until = resume == null || deadline - resume < 0 ? deadline : resume;
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, until - now));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Outcome reached = register.abandon();
            return reached instanceof Outcome.Undecided
                    ? new Outcome.Undecided("interrupted while waiting for a majority")
                    : reached;
        }
        return Objects.requireNonNull(outcome);
    }

    /** Does what the register says, and what follows from calls that could not even start. */
    private void take(Step first) {
        Deque<Step> steps = new ArrayDeque<>();
        steps.add(first);
        while (!steps.isEmpty()) { // each refused call is one of the few an attempt may send
            Step step = steps.remove();
            step.outcome().ifPresent(reached -> outcome = reached);
            if (step.pause() > 0) {
                resumeAt = System.nanoTime() + pause(step.pause());
            }
            for (Request request : step.requests()) {
                refused(request).ifPresent(answer -> steps.add(register.answered(request.store(), answer)));
            }
        }
    }

    private long pause(int number) {
        long longest = Math.min(PAUSE_LONGEST.toNanos(), PAUSE_FIRST.toNanos() << Math.min(number - 1, 10));
        return 1 + chance.nextLong(longest);
    }

    private Optional<Answer> refused(Request request) {
        try {
            Duration time = time();
            threads.execute(() -> answered(request.store(), call(request, time)));
            return Optional.empty();
        } catch (RejectedExecutionException e) {
            return Optional.of(new Answer.Unknown(
                    threads.isShutdown() ? "the store is closed" : "earlier calls are overdue and still not back"));
        }
    }

    /** What is left for the present wish; what is sent after it has ended takes no longer than it might have. */
    private Duration time() {
        Duration left = outcome == null ? Duration.ofNanos(deadline - System.nanoTime()) : limit;
        return left.compareTo(CALL_SHORTEST) < 0 ? CALL_SHORTEST : left;
    }

    private Answer call(Request request, Duration time) {
        Acceptor store = Objects.requireNonNull(stores.get(request.store()));
        try {
            return request.match(
                    read -> store.read(time),
                    create -> store.create(create.envelope(), time),
                    update -> store.update(update.version(), update.envelope(), time));
        } catch (RuntimeException e) { // the port says none is thrown; a store that does has no vote
            return new Answer.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void answered(String store, Answer answer) {
        take(register.answered(store, answer));
        notifyAll();
    }

    synchronized SortedMap<String, String> withoutVote() {
        return register.withoutVote();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
