package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process of one data directory: the child this JVM started, or one that a dead JVM left behind. Launching and killing
 * exclude each other, so that a fence never overlooks a server in the moment of its birth.
 */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    /** A SIGKILL takes effect at once, unless the process hangs in the kernel (a dead disk). */
    static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Path data;
    private final DataProcesses processes;
    private final List<Runnable> exitHooks = new CopyOnWriteArrayList<>();
    private volatile @Nullable Process child;

    Postmaster(Path data) {
        this.data = data;
        this.processes = new DataProcesses(data);
    }

    void onExit(Runnable hook) {
        exitHooks.add(hook);
    }

    /** Starts the server; refuses while any process works on the data directory. */
    @SuppressWarnings("FutureReturnValueIgnored") // telling the hooks catches their errors itself
    synchronized void launch(List<String> command, Path log) {
        if (isRunning() || !processes.all().isEmpty()) {
            throw new PgspanException(
                    data + ": a PostgreSQL works on this data directory already; stop it, or clear the leftovers"
                            + " of an earlier agent, before starting another");
        }
        if (DataProcesses.canScan()) {
            // proven stale: left alone, a reused process id would keep the server from starting
            DataFiles.delete(data.resolve(PostmasterPid.FILE));
        }
        try {
            Process started = Command.prepare(command)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .directory(data.toFile())
                    .start();
            child = started;
            started.onExit().thenAccept(this::ended);
            // while the server comes up, and not when somebody waits for a signal
            SignalShell.SHARED.prepare();
        } catch (IOException e) {
            throw new PgspanException("can't start " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    private void ended(Process process) {
        LOG.info("postmaster {} of {} ended with exit code {}", process.pid(), data, process.exitValue());
        for (Runnable hook : exitHooks) {
            try {
                hook.run();
            } catch (RuntimeException e) {
                LOG.warn("an exit hook of {} failed", data, e);
            }
        }
    }

    /** The running postmaster; empty when there is none. */
    Optional<ProcessHandle> process() {
        Optional<ProcessHandle> mine = runningChild();
        return mine.isPresent() ? mine : abandoned();
    }

    /** The child of this JVM, asked from the system: the Process object learns of an end later, when it has collected the exit code. */
    private Optional<ProcessHandle> runningChild() {
        return Optional.ofNullable(child).map(Process::toHandle).filter(DataProcesses::isAlive);
    }

    private Optional<ProcessHandle> abandoned() {
        return PostmasterPid.read(data)
                .flatMap(file -> ProcessHandle.of(file.pid()))
                .filter(processes::owns);
    }

    boolean isRunning() {
        return process().isPresent();
    }

    /** Whether the lock file is the child's own and says that connections are taken. */
    boolean isReady() {
        Optional<ProcessHandle> running = process();
        return PostmasterPid.read(data)
                .filter(PostmasterPid::isReady)
                .filter(file -> running.filter(p -> p.pid() == file.pid()).isPresent())
                .isPresent();
    }

    /** The exit code of the child, once it has ended. */
    OptionalInt exitCode() {
        Process mine = child;
        return mine == null || mine.isAlive() ? OptionalInt.empty() : OptionalInt.of(mine.exitValue());
    }

    /** Sends a signal by its name; false when there is nobody to take it. */
    boolean signal(String name) {
        Optional<ProcessHandle> running = process();
        if (running.isEmpty()) {
            return false;
        }
        boolean taken = SignalShell.SHARED.send(name, running.get().pid());
        if (!taken && isRunning()) {
            throw new PgspanException(
                    "can't send SIG" + name + " to postmaster " + running.get().pid() + " of " + data);
        }
        return taken;
    }

    boolean awaitGone(Duration limit) {
        return Deadline.after(limit).await(PAUSE, () -> !isRunning());
    }

    /**
     * Ends everything on the data directory by SIGKILL, the postmaster first so that it can't fork again, and waits until all is
     * gone. Returns whether there was anything.
     */
    synchronized boolean kill() {
        Set<ProcessHandle> condemned = new LinkedHashSet<>();
        process().ifPresent(postmaster -> {
            condemned.add(postmaster);
            postmaster.descendants().forEach(condemned::add);
        });
        condemned.addAll(processes.all());
        if (condemned.isEmpty()) {
            return false;
        }
        boolean gone = Deadline.after(KILL_LIMIT).await(PAUSE, () -> {
            condemned.addAll(processes.all());
            condemned.forEach(ProcessHandle::destroyForcibly);
            return condemned.stream().noneMatch(DataProcesses::isAlive);
        });
        if (!gone) {
            throw new PgspanException(data + ": processes "
                    + condemned.stream()
                            .filter(DataProcesses::isAlive)
                            .map(ProcessHandle::pid)
                            .toList() + " outlived SIGKILL by " + KILL_LIMIT
                    + "; they hang in the kernel, the node itself must be fenced");
        }
        return true;
    }

    /** As {@link #kill()}, unless the server is this JVM's own child; also removes a stale lock file. */
    synchronized boolean clearLeftovers() {
        if (runningChild().isPresent()) {
            return false;
        }
        boolean killed = kill();
        Path lock = data.resolve(PostmasterPid.FILE);
        boolean stale = lock.toFile().exists() && !isRunning();
        if (stale) {
            DataFiles.delete(lock);
        }
        return killed || stale;
    }
}
