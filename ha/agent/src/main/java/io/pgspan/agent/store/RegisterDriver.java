package io.pgspan.agent.store;

import io.pgspan.ha.record.majority.Acceptor;
import io.pgspan.ha.record.majority.Answer;
import io.pgspan.ha.record.majority.Exchange;
import io.pgspan.ha.record.majority.MajorityRegister;
import io.pgspan.ha.record.majority.Outcome;
import io.pgspan.ha.record.majority.Request;
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

/**
 * Makes the calls an {@link Exchange} asks for: one at a time to each store, all stores at once, each on a thread of its own.
 * The exchange itself is only touched under this object's lock. A caller goes on as soon as its wish has an outcome; what slow
 * stores still answer is told to the exchange by the threads that called them.
 */
final class RegisterDriver implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** Nanoseconds. */
    private static final long WAIT_SHORTEST = 1_000_000;

    private static final int THREADS_PER_STORE = 2;

    private final Exchange exchange;
    private final SortedMap<String, Acceptor> stores;
    private final Semaphore turn = new Semaphore(1, true);
    private final ThreadPoolExecutor threads;

    RegisterDriver(MajorityRegister register, SortedMap<String, Acceptor> stores, RandomGenerator chance) {
        this.exchange = new Exchange(register, chance::nextLong);
        this.stores = stores;
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
        Duration end = now().plus(within);
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

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    private synchronized Outcome performAlone(Wish wish, Duration within, Duration end) {
        Exchange.Turn now = take(exchange.begin(now(), wish, end, within));
        try {
            while (now.reached() == null) {
                TimeUnit.NANOSECONDS.timedWait(
                        this, Math.max(WAIT_SHORTEST, now.wakeAt().minus(now()).toNanos()));
                now = take(exchange.elapsed(now()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Outcome reached = exchange.abandon();
            return reached instanceof Outcome.Undecided
                    ? new Outcome.Undecided("interrupted while waiting for a majority")
                    : reached;
        }
        return Objects.requireNonNull(now.reached());
    }

    /** Does what the exchange says, and what follows from calls that could not even start; the last of these turns. */
    private Exchange.Turn take(Exchange.Turn first) {
        Exchange.Turn latest = first;
        Deque<Exchange.Turn> turns = new ArrayDeque<>();
        turns.add(first);
        while (!turns.isEmpty()) { // each refused call is one of the few an attempt may send
            latest = turns.remove();
            for (Exchange.Call call : latest.calls()) {
                refused(call)
                        .ifPresent(answer -> turns.add(
                                exchange.answered(now(), call.request().store(), answer)));
            }
        }
        return latest;
    }

    private Optional<Answer> refused(Exchange.Call call) {
        try {
            threads.execute(() -> answered(call.request().store(), call(call.request(), call.limit())));
            return Optional.empty();
        } catch (RejectedExecutionException e) {
            return Optional.of(new Answer.Unknown(
                    threads.isShutdown() ? "the store is closed" : "earlier calls are overdue and still not back"));
        }
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
        take(exchange.answered(now(), store, answer));
        notifyAll();
    }

    synchronized SortedMap<String, String> withoutVote() {
        return exchange.withoutVote();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
