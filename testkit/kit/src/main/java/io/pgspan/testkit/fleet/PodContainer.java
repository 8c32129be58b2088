package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one pod's container: a process that is started, ends, and is started again after the back-off. Before each start everything
 * that an earlier one left behind is killed, as the end of a container kills all that is in it. Thread-safe; nothing here waits longer than
 * killing takes.
 */
final class PodContainer {
    static final int NO_RUN = 0;
    private static final Logger LOG = LoggerFactory.getLogger(PodContainer.class);

    private final String name;
    private final String uid;
    private final Path home;
    private final FleetOptions options;
    private final Clock clock;
    private final ContainerProcesses processes;
    private final ContainerLog log;

    private @Nullable Process process;
    private @Nullable Instant startedAt;
    private Instant nextStart = Instant.MIN;
    private int endsInARow;
    private int restarts;
    private int starts;
    private @Nullable Ending lastEnding;
    private String waitingReason = "ContainerCreating";
    private String waitingMessage = "";
    private boolean suspended;
    private boolean closed;

    /** How a run ended. */
    record Ending(int exitCode, Instant startedAt, Instant finishedAt) {
        String reason() {
            return exitCode == 0 ? "Completed" : "Error";
        }
    }

    /** What the kubelet reports. */
    record State(
            boolean running,
            @Nullable Instant startedAt,
            int restarts,
            int starts,
            @Nullable Ending lastEnding,
            String waitingReason,
            String waitingMessage) {}

    /**
     * @param name namespace/name of the pod
     * @param uid of the pod
     * @param home a directory for the container's temporary files
     * @param log where its output goes
     * @param dataDirectory PostgreSQL's data directory
     */
    PodContainer(
            String name,
            String uid,
            Path home,
            ContainerLog log,
            Path dataDirectory,
            FleetOptions options,
            Clock clock) {
        this.name = name;
        this.uid = uid;
        this.home = home;
        this.log = log;
        this.options = options;
        this.clock = clock;
        this.processes = new ContainerProcesses(dataDirectory);
    }

    String name() {
        return name;
    }

    String uid() {
        return uid;
    }

    ContainerLog log() {
        return log;
    }

    /** Notices the end of a run; true when a start is due now. */
    synchronized boolean settle() {
        Process current = process;
        if (current != null && current.isAlive()) {
            processes.record(current.toHandle());
            return false;
        }
        if (current != null) {
            ended(current);
        }
        return !closed && !suspended && !clock.instant().isBefore(nextStart);
    }

    private void ended(Process current) {
        processes.kill(null);
        process = null;
        Instant now = clock.instant();
        Instant began = startedAt == null ? now : startedAt;
        boolean longRun =
                Duration.between(began, now).compareTo(options.restartBackOff().forgetAfter()) >= 0;
        endsInARow = longRun ? 1 : endsInARow + 1;
        Duration pause = options.restartBackOff().pause(endsInARow);
        nextStart = now.plus(pause);
        lastEnding = new Ending(current.exitValue(), began, now);
        waitingReason = pause.isZero() ? "ContainerCreating" : "CrashLoopBackOff";
        waitingMessage = pause.isZero() ? "" : "back-off " + pause.toMillis() + " ms restarting failed container";
        LOG.info("{} ended with exit code {}; next start in {} ms", name, current.exitValue(), pause.toMillis());
    }

    /** When the next start is due. */
    synchronized Duration untilNextStart() {
        Instant now = clock.instant();
        return nextStart.isAfter(now) ? Duration.between(now, nextStart) : Duration.ZERO;
    }

    /** Says why the container can't be started yet. */
    synchronized void waiting(String reason, String message) {
        waitingReason = reason;
        waitingMessage = message;
    }

    /** Starts the container unless it runs or may not. */
    synchronized void start(Map<String, String> environment) {
        if (process != null || closed || suspended) {
            return;
        }
        processes.kill(null);
        try {
            Path temporary = Files.createDirectories(home.resolve("tmp"));
            ProcessBuilder builder = new ProcessBuilder(ContainerCommand.of(options, temporary))
                    .directory(home.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
            builder.environment().clear();
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new PgspanException("can't start the container of " + name + ": " + e.getMessage(), e);
        }
        startedAt = clock.instant();
        starts++;
        if (lastEnding != null) {
            restarts++;
        }
        LOG.debug("{} started as process {}", name, process.pid());
    }

    /** Runs {@code action} at the end of the current run, if there is one. */
    synchronized void onEnd(Runnable action) {
        if (process != null) {
            CompletableFuture<Void> unused = process.onExit().thenRun(action);
        }
    }

    /** SIGTERM to the main process, as at a pod's deletion; no further start. */
    synchronized void terminate() {
        closed = true;
        if (process != null) {
            process.destroy();
        }
    }

    /** The number of the run in progress, counted from 1, or {@link #NO_RUN}. */
    synchronized int currentRun() {
        return isRunning() ? starts : NO_RUN;
    }

    synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** SIGKILL to everything in the container. It will be started again unless it was terminated. */
    synchronized void kill() {
        processes.kill(process == null ? null : process.toHandle());
    }

    /** {@link #kill}, and no further start. */
    synchronized void close() {
        closed = true;
        kill();
    }

    synchronized void killPostgres() {
        processes.killPostgres();
    }

    synchronized void suspendRestarts(boolean suspend) {
        suspended = suspend;
    }

    synchronized List<Long> processIds() {
        return processes.running(process == null ? null : process.toHandle()).stream()
                .map(ProcessHandle::pid)
                .toList();
    }

    synchronized State state() {
        boolean running = process != null && process.isAlive();
        return new State(running, startedAt, restarts, starts, lastEnding, waitingReason, waitingMessage);
    }

    /** The pod's namespace/name. */
    static String nameOf(ObjectNode pod) {
        return pod.path("metadata").path("namespace").asText() + "/"
                + pod.path("metadata").path("name").asText();
    }
}
