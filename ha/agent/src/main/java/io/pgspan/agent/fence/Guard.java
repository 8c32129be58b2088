package io.pgspan.agent.fence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the guard process does: it holds one deadline, and once that has passed it kills whatever PostgreSQL runs on the data
 * directory, again and again, until it is told otherwise. The agent's death counts as the deadline: nobody is left who could renew
 * the lease, and an agent started anew must not meet a server, or a guard, of its predecessor.
 *
 * <p>While it sweeps it takes no orders, so that a confirmed deadline always speaks of a PostgreSQL that started after the sweep.
 */
final class Guard {
    /** How long it sleeps at most: its timer stands still while the machine does, and looks only when it wakes. */
    static final long LOOK_MILLIS = 100;

    /** Between two looks after the deadline, when nothing lives: a start that was under way may still come through. */
    private static final long AFTERMATH_MILLIS = 100;

    /** Between two passes while something lives. */
    private static final long PASS_MILLIS = 10;

    /** What a SIGKILL must have achieved; what lives longer hangs in the kernel, where it can't acknowledge any more. */
    static final long STOP_BUDGET_MILLIS = 1_000;

    /** After the agent's death: for how long nothing must appear before the guard goes (a server may have been about to start). */
    private static final long QUIET_MILLIS = 200;

    /** After the agent's death: how long at most. */
    private static final long LAST_SWEEP_MILLIS_MAX = 60_000;

    private static final int REHEARSALS = 5;
    private static final long OFF = -1;

    private final BootClock clock;
    private final Path data;
    private final Consumer<String> report;
    private volatile Set<String> names = Set.of();
    private long until = OFF;
    private boolean agentGone;

    Guard(BootClock clock, Path data, Consumer<String> report) throws IOException {
        this.clock = clock;
        this.data = data;
        this.report = report;
        // everything a sweep needs is loaded, and compiled, before it is needed
        for (int i = 0; i < REHEARSALS; i++) {
            Condemned.among(ProcessTable.read(Set.of()), Condemned.ANY_AGE);
        }
        ProcessHandle.of(ProcessHandle.current().pid());
    }

    /** From here on PostgreSQL dies at {@code millis} on the boot clock. */
    void guardUntil(long millis) {
        Set<String> resolved = resolve();
        synchronized (this) {
            names = resolved;
            until = millis;
            notifyAll();
        }
    }

    synchronized void disarm() {
        until = OFF;
        notifyAll();
    }

    synchronized void agentIsGone() {
        agentGone = true;
        notifyAll();
    }

    /** The deadline in force; negative when there is none. */
    synchronized long until() {
        return until;
    }

    /** Before it is needed, since a hanging disk must not hold up a sweep; a directory that is yet to be made is named by its parent. */
    private Set<String> resolve() {
        Path given = data.toAbsolutePath().normalize();
        try {
            return Set.of(given.toRealPath().toString());
        } catch (IOException e) {
            Path parent = given.getParent();
            Path name = given.getFileName();
            try {
                return parent == null || name == null
                        ? Set.of(given.toString())
                        : Set.of(parent.toRealPath().resolve(name).toString());
            } catch (IOException unresolvable) {
                return Set.of(given.toString());
            }
        }
    }

    /** Guards until the agent is gone, and PostgreSQL with it if it was guarded. */
    synchronized void run() throws InterruptedException {
        long overdueAt = OFF; // when the sweep under way has used up its budget
        int most = 0;
        while (!agentGone) {
            long left = until == OFF ? Long.MAX_VALUE : millisLeft();
            if (left > 0) {
                wait(until == OFF ? 0 : Math.min(left, LOOK_MILLIS));
                continue;
            }
            List<ProcessRow> living = pass(Condemned.ANY_AGE).living();
            if (living.isEmpty()) {
                if (most > 0) {
                    report.accept("killed " + most + " " + -millisLeft());
                }
                overdueAt = OFF;
                most = 0;
                wait(AFTERMATH_MILLIS);
                continue;
            }
            long passed = -millisLeft();
            if (most == 0) {
                overdueAt = passed + STOP_BUDGET_MILLIS;
            } else if (passed > overdueAt) {
                overdueAt = Long.MAX_VALUE;
                report.accept("stuck " + living.size() + " " + living.get(0).pid());
            }
            most = Math.max(most, living.size());
            wait(PASS_MILLIS);
        }
        if (until != OFF) {
            endWithAgent();
        }
    }

    /** Spares what was born after the last one it had to kill was dead: that is an agent's that came after this one's. */
    private void endWithAgent() throws InterruptedException {
        long start = millisOr(0);
        long bornBy = start;
        long quietSince = start;
        long now = start;
        while (now - quietSince < QUIET_MILLIS && now - start < LAST_SWEEP_MILLIS_MAX) {
            Sweep.Pass pass = pass(bornBy);
            now = millisOr(now + PASS_MILLIS);
            quietSince = pass.living().isEmpty() ? quietSince : now;
            // what it forked before its signal; nobody starts another server while this one still dies
            bornBy = pass.signalled() > 0 ? now : bornBy;
            wait(PASS_MILLIS);
        }
    }

    private Sweep.Pass pass(long bornBy) {
        try {
            return Sweep.pass(names, bornBy);
        } catch (IOException e) {
            return new Sweep.Pass(List.of(), 0); // the next pass comes soon
        }
    }

    /** A clock that can't be read is a deadline that has passed. */
    private long millisLeft() {
        return until - millisOr(until);
    }

    private long millisOr(long unreadable) {
        try {
            return clock.millis();
        } catch (IOException e) {
            return unreadable;
        }
    }
}
