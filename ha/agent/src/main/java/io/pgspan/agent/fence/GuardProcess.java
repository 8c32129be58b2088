package io.pgspan.agent.fence;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of its own that kills PostgreSQL at the deadline: it covers an agent that is frozen or dead as a whole. It does not cover
 * a machine that is frozen with the guard in it.
 *
 * <p>Guarantees: while {@link #armed()}, PostgreSQL gets SIGKILL, postmaster and all descendants, no later than {@link #LATENESS_MAX}
 * after the deadline; at the agent's death at once. The guard touches {@code /proc} only, so a hanging disk doesn't hold it up. The
 * agent notices a dead guard at once and, while there is a deadline, a frozen one within {@link #SILENCE_MAX}; either is replaced,
 * and {@link #armed()} is false until the new one has confirmed.
 *
 * <p>The process is started with the first deadline, {@link #FIRST_START} after the agent at the latest: an agent that comes back has
 * its standby to bring up in these seconds, and nothing to guard.
 *
 * <p>A JVM and not a shell script: a shell has to start a program for every look at the clock, which costs several times the
 * processor time, and fails in the moment in which nothing can be started any more. The price is some 37 MB of resident memory, half
 * of them shared with the agent's JVM.
 */
public final class GuardProcess implements Fence {
    private static final Logger LOG = LoggerFactory.getLogger(GuardProcess.class);

    /** Of a machine that is not overloaded and did not sleep. After a sleep the guard needs one look more, 100 ms, to notice. */
    public static final Duration LATENESS_MAX = Duration.ofMillis(100);

    /** A guard that has confirmed nothing for this long doesn't count any more, and is replaced. */
    public static final Duration SILENCE_MAX = Duration.ofSeconds(1);

    /** How long a guard that has nothing to guard is put off, so that its start doesn't take the time of its agent's. */
    static final Duration FIRST_START = Duration.ofSeconds(3);

    private static final Duration ASK_PERIOD = Duration.ofMillis(250);

    /** While nothing is guarded. */
    private static final Duration IDLE_PERIOD = Duration.ofSeconds(1);

    /** For a JVM to come up on a machine that is overloaded. */
    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    /** Between two starts, when guards die as they come. */
    private static final Duration RESTART_PERIOD = Duration.ofSeconds(1);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final Duration CLOCK_DIFFERENCE_MAX = Duration.ofSeconds(1);
    private static final long NOTHING = -1;

    private final Path data;
    private final Supplier<Duration> clock;
    private final Runnable changed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition keeperWanted = lock.newCondition();
    private final Thread keeper;
    private volatile long wanted = NOTHING;
    private volatile @Nullable GuardLink link;
    private volatile long startedAt;

    /** Until there is a guard: when one is started. */
    private long startAt;

    private volatile boolean lost;
    private boolean closed;

    private GuardProcess(Path data, Supplier<Duration> clock, Runnable changed) {
        this.data = data;
        this.clock = clock;
        this.changed = changed;
        this.startAt = now() + FIRST_START.toMillis();
        this.keeper = new Thread(this::keep, "pgspan-guard-keeper");
    }

    /** Whether this platform has what a guard process needs, which is Linux's {@code /proc}. */
    public static boolean isPossible() {
        return GuardCommand.isPossible();
    }

    /**
     * A guard with nothing to guard yet.
     *
     * @param data the data directory; need not exist yet
     * @param clock the agent's local clock: must read as the guard's does, which is {@code /proc/uptime}
     * @param changed called on a thread of the fence when the guard was lost or another has confirmed; must return at once
     * @throws PgspanException when a guard can't be started here, or the clock is another one
     */
    public static GuardProcess start(Path data, Supplier<Duration> clock, Runnable changed) {
        GuardCommand.requirePossible();
        GuardProcess fence = new GuardProcess(data, clock, changed);
        fence.checkClock();
        fence.keeper.setDaemon(true);
        fence.keeper.start();
        return fence;
    }

    private void checkClock() {
        try (BootClock boot = new BootClock()) {
            Duration difference =
                    clock.get().minus(Duration.ofMillis(boot.millis())).abs();
            if (difference.compareTo(CLOCK_DIFFERENCE_MAX) > 0) {
                close();
                throw new PgspanException("guard: the agent's clock is " + difference
                        + " off the boot clock the guard measures deadlines with; use LocalClock.ofPlatform()");
            }
        } catch (IOException e) {
            close();
            throw new PgspanException("guard: " + e.getMessage(), e);
        }
    }

    private GuardLink launch() {
        startedAt = now();
        GuardLink started = GuardLink.start(data, this::heard);
        started.send("ping " + startedAt);
        return started;
    }

    private long now() {
        return clock.get().toMillis();
    }

    private void heard() {
        lock.lock();
        try {
            news.signalAll();
            GuardLink current = link;
            if (current != null && !current.isAlive()) {
                lost = true;
                keeperWanted.signalAll();
            } else if (current != null && current.lastAnswer() != null) {
                lost = false;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void guardUntil(Duration deadline) {
        boolean first = wanted == NOTHING;
        wanted = deadline.toMillis();
        order(link);
        if (first) {
            askMoreOften();
        }
    }

    private void askMoreOften() {
        lock.lock();
        try {
            startAt = 0;
            keeperWanted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void disarm() {
        wanted = NOTHING;
        order(link);
    }

    /** The state as it is wanted now, so that an order that overtakes another says the same. */
    private void order(@Nullable GuardLink to) {
        if (to != null) {
            synchronized (this) {
                long until = wanted;
                to.send(until == NOTHING ? "disarm " + now() : "until " + now() + " " + until);
            }
        }
    }

    @Override
    public boolean armed() {
        GuardLink current = link;
        GuardLink.Answer answer = current == null ? null : current.lastAnswer();
        long until = wanted;
        if (current == null || answer == null || until == NOTHING || !current.isAlive()) {
            return false;
        }
        long now = now();
        boolean fresh = now - answer.sent() <= SILENCE_MAX.toMillis();
        return fresh && answer.until() >= 0 && answer.until() <= until && now < answer.until();
    }

    @Override
    public boolean awaitArmed(Duration limit) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!armed()) {
                if (left <= 0) {
                    return false;
                }
                left = news.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean usable() {
        return !lost;
    }

    /** The process id of the guard, for those who watch processes; another one after a replacement, negative before the first. */
    public long pid() {
        GuardLink current = link;
        return current == null ? NOTHING : current.pid();
    }

    private void keep() {
        int unanswered = 0;
        long asked = 0;
        while (rest()) {
            GuardLink current = link;
            try {
                if (current == null) {
                    replace();
                    asked = startedAt;
                    continue;
                }
                GuardLink.Answer answer = current.lastAnswer();
                unanswered = answer != null && answer.sent() >= asked ? 0 : unanswered + 1;
                // counted in looks of this thread: an agent that was frozen itself must not blame its guard
                boolean silent = unanswered > looks(answer == null ? START_LIMIT : SILENCE_MAX);
                if (current.isAlive() && !silent) {
                    asked = now();
                    current.send("ping " + asked);
                } else {
                    LOG.warn("guard {} {}: another is started", current.pid(), silent ? "is frozen" : "is dead");
                    lost = true;
                    current.kill();
                    changed.run();
                    replace();
                    unanswered = 0;
                    asked = startedAt;
                }
            } catch (RuntimeException e) {
                lost = true;
                startAgainLater();
                LOG.error("{}: the guard can't be kept: {}", data, e.getMessage());
            }
        }
    }

    private static long looks(Duration limit) {
        return limit.dividedBy(ASK_PERIOD);
    }

    private void replace() {
        GuardLink next = launch();
        link = next;
        order(next);
        if (awaitArmed(wanted == NOTHING ? Duration.ZERO : START_LIMIT)) {
            changed.run();
        }
    }

    /** Waits for the next look; false when there is none. A guard's end wakes it, but not at once again after a start. */
    private boolean rest() {
        lock.lock();
        try {
            long began = System.nanoTime();
            while (!closed) {
                GuardLink current = link;
                boolean ended = current != null && !current.isAlive() && now() - startedAt > RESTART_PERIOD.toMillis();
                long left = current == null
                        ? TimeUnit.MILLISECONDS.toNanos(startAt - now())
                        : askPeriod().toNanos() - (System.nanoTime() - began);
                if (ended || left <= 0) {
                    break;
                }
                keeperWanted.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void startAgainLater() {
        lock.lock();
        try {
            startAt = now() + RESTART_PERIOD.toMillis();
        } finally {
            lock.unlock();
        }
    }

    private Duration askPeriod() {
        return wanted == NOTHING ? IDLE_PERIOD : ASK_PERIOD;
    }

    /** Ends the guard's input: armed, it kills PostgreSQL now and then goes; disarmed, it just goes. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            keeperWanted.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            keeper.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        GuardLink current = link;
        if (current != null && !current.letGo(CLOSE_LIMIT)) {
            if (wanted == NOTHING) {
                current.kill(); // frozen: thawed later, it must not meet the server of another agent
            } else {
                LOG.warn("guard {} still works after {}; it goes when PostgreSQL is gone", current.pid(), CLOSE_LIMIT);
            }
        }
    }
}
