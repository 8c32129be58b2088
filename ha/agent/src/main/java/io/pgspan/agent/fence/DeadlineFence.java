package io.pgspan.agent.fence;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of its own that kills PostgreSQL at the deadline: it covers a loop that hangs in a call. It does not cover an agent that
 * is frozen as a whole: a process of its own does.
 */
public final class DeadlineFence implements Fence {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineFence.class);

    /**
     * The wait itself may be on a clock that sleeps with the machine, so that a deadline may have passed in a sleep: the guard's process, which
     * looks more often, is there for that. Each look costs 0.1 ms.
     */
    private static final long LOOK_MILLIS_MAX = 500;

    private static final long RETRY_MILLIS = 100;

    private final Supplier<Duration> clock;
    private final Runnable kill;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Duration deadline;
    private boolean closed;
    private final Thread guard;

    /**
     * Starts the thread.
     *
     * @param clock the local clock; must go on while the machine sleeps for the deadline to hold across a sleep
     * @param kill ends PostgreSQL and all its processes; called on the fence's thread
     */
    public DeadlineFence(Supplier<Duration> clock, Runnable kill) {
        this.clock = clock;
        this.kill = kill;
        guard = new Thread(this::guard, "pgspan-fence");
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

    @Override
    public boolean usable() {
        return guard.isAlive();
    }

    @Override
    public boolean armed() {
        lock.lock();
        try {
            Duration until = deadline;
            return until != null && !closed && guard.isAlive() && clock.get().compareTo(until) < 0;
        } finally {
            lock.unlock();
        }
    }

    /** Never waits: this fence needs no confirmation. */
    @Override
    public boolean awaitArmed(Duration limit) {
        return armed();
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
                long left = millisLeft(until);
                if (left <= 0 && killed()) {
                    deadline = null;
                    continue;
                }
                long wait = left <= 0 ? RETRY_MILLIS : Math.min(left, LOOK_MILLIS_MAX);
                boolean signalled = changed.await(wait, TimeUnit.MILLISECONDS);
                LOG.trace("fence looked, signalled {}", signalled);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** A clock that can't be read any more is a deadline that has passed. */
    private long millisLeft(Duration until) {
        try {
            return until.minus(clock.get()).toMillis();
        } catch (RuntimeException e) {
            LOG.error("the fence can't read the clock", e);
            return 0;
        }
    }

    /** A kill that failed is tried again at the next look. */
    private boolean killed() {
        LOG.warn("the lease's deadline has passed: PostgreSQL is killed");
        try {
            kill.run();
            return true;
        } catch (RuntimeException e) {
            LOG.error("PostgreSQL could not be killed at the lease's deadline", e);
            return false;
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
