package io.pgspan.testkit.fleet;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A controller's loop: its body runs soon after a {@link #poke} and at least once per resync, never twice at the same time. Pokes
 * during a run, or shortly after each other, make one further run. A run that fails is tried again at the next resync; the first failure in a row is logged as a warning.
 */
final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** Gathers bursts of events into one run. */
    private static final Duration GATHER = Duration.ofMillis(10);

    /** How long closing waits for a run in progress. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final ScheduledExecutorService executor;
    private final String name;
    private final Runnable body;
    private final Future<?> resync;
    private final AtomicInteger wanted = new AtomicInteger();
    private final Semaphore running = new Semaphore(1);
    private volatile boolean closed;
    private volatile boolean failing;

    Loop(ScheduledExecutorService executor, String name, Duration period, Runnable body) {
        this.executor = executor;
        this.name = name;
        this.body = body;
        resync = executor.scheduleWithFixedDelay(this::poke, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks for a run soon. Never blocks. */
    void poke() {
        if (!closed && wanted.getAndIncrement() == 0) {
            submit();
        }
    }

    /** Asks for a run after a pause. Never blocks. */
    void pokeAfter(Duration pause) {
        schedule(this::poke, pause);
    }

    private void submit() {
        schedule(this::run, GATHER);
    }

    private void schedule(Runnable task, Duration pause) {
        try {
            Future<?> unused = executor.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: the fleet is closing", name);
        }
    }

    private void run() {
        int seen = wanted.get();
        if (!closed && running.tryAcquire()) {
            try {
                body.run();
                failing = false;
            } catch (RuntimeException e) {
                logFailure(e);
            } finally {
                running.release();
            }
        }
        if (wanted.addAndGet(-seen) > 0 && !closed) {
            submit();
        }
    }

    private void logFailure(RuntimeException e) {
        if (closed || failing) {
            LOG.debug("{} failed", name, e);
        } else {
            LOG.warn("{} failed, tried again at the next resync: {}", name, e.toString());
        }
        failing = true;
    }

    /** No run begins any more; waits for the one in progress, 10 s at most. */
    @Override
    public void close() {
        closed = true;
        resync.cancel(false);
        try {
            if (!running.tryAcquire(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} still runs {} after it was told to end", name, CLOSE_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
