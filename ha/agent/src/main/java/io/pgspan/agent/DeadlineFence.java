package io.pgspan.agent;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of its own that kills PostgreSQL at the deadline: it covers a loop that hangs in a call. It does not cover an agent that
 * is frozen as a whole.
 */
final class DeadlineFence implements Fence {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineFence.class);
    private static final long LOOK_MILLIS_MAX = 50;

    private final LocalClock clock;
    private final Runnable kill;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Duration deadline;
    private boolean closed;

    DeadlineFence(LocalClock clock, Runnable kill) {
        this.clock = clock;
        this.kill = kill;
        Thread guard = new Thread(this::guard, "pgspan-fence");
        guard.setDaemon(true);
        guard.start();
    }

    @Override
    public void guardUntil(Duration until) {
        set(until);
    }

    @Override
    public void disarm() {
        set(null);
    }

    private void set(@Nullable Duration until) {
        lock.lock();
        try {
            deadline = until;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void guard() {
        lock.lock();
        try {
            while (!closed) {
                Duration until = deadline;
                if (until == null) {
                    changed.await();
                    continue;
                }
                long left = until.minus(clock.now()).toMillis();
                if (left > 0) {
                    // short waits: the wait itself may be on a clock that sleeps with the machine
                    boolean signalled =
                            changed.await(Math.min(left, LOOK_MILLIS_MAX), java.util.concurrent.TimeUnit.MILLISECONDS);
                    LOG.trace("fence looked, signalled {}", signalled);
                    continue;
                }
                deadline = null;
                LOG.warn("the lease's deadline has passed: PostgreSQL is killed");
                kill.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
