package io.pgspan.testkit.fleet;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one container, to be killed as one as a container runtime would. There are no control groups here, so they are found
 * three ways: descendants of the main process, seen while it lived; PostgreSQL processes that stand in the container's data directory
 * (on Linux) or name it in their command line, whoever their parent is by now; and the descendants of those. A process handle knows its
 * start time, so a reused process id is never taken for one of them; a process found by the data directory must be a PostgreSQL program.
 *
 * <p>Cost: one look at every process of the machine.
 */
final class ContainerProcesses {
    private static final Path PROC = Path.of("/proc");

    /** How long all processes of a container may take to die of SIGKILL. */
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private static final Duration RECORD_PERIOD = Duration.ofSeconds(1);
    private static final Duration ROUND = Duration.ofMillis(10);

    private final Path dataDirectory;
    private final Set<ProcessHandle> seen = new HashSet<>();
    private long recordedAt = System.nanoTime() - RECORD_PERIOD.toNanos();

    ContainerProcesses(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** Notes what the main process has started, for the time when its parentage is lost; at most once a second. */
    synchronized void record(ProcessHandle main) {
        if (System.nanoTime() - recordedAt < RECORD_PERIOD.toNanos()) {
            return;
        }
        recordedAt = System.nanoTime();
        seen.removeIf(process -> !isRunning(process));
        main.descendants().forEach(seen::add);
    }

    /** Everything that still runs: the main process where given, first. */
    synchronized Set<ProcessHandle> running(@Nullable ProcessHandle main) {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        if (main != null) {
            found.add(main);
            main.descendants().forEach(found::add);
        }
        found.addAll(postgres());
        found.addAll(seen);
        found.removeIf(process -> !isRunning(process));
        return found;
    }

    /** The PostgreSQL processes on the data directory and what they started. */
    Set<ProcessHandle> postgres() {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(this::servesData).forEach(found::add);
        }
        // the descendants of the topmost are those of all; each question for them looks at every process again
        List.copyOf(found).stream()
                .filter(process -> process.parent().filter(found::contains).isEmpty())
                .toList()
                .forEach(top -> top.descendants().forEach(found::add));
        return found;
    }

    /**
     * SIGKILL to all of them, and to those that they start meanwhile, until none is left.
     *
     * @throws PgspanException when some are alive after 10 s
     */
    void kill(@Nullable ProcessHandle main) {
        killUntilGone(running(main), () -> running(main));
    }

    /** The same for the PostgreSQL processes that run now; what the main process starts in their place is left alone. */
    void killPostgres() {
        killUntilGone(postgres(), Set::of);
    }

    private void killUntilGone(Set<ProcessHandle> first, Supplier<Set<ProcessHandle>> further) {
        long start = System.nanoTime();
        Set<ProcessHandle> alive = first;
        while (!alive.isEmpty()) {
            alive.forEach(ProcessHandle::destroyForcibly);
            if (System.nanoTime() - start > KILL_LIMIT.toNanos()) {
                throw new PgspanException("processes "
                        + alive.stream().map(ProcessHandle::pid).toList() + " on " + dataDirectory
                        + " survive SIGKILL for " + KILL_LIMIT);
            }
            pause();
            Set<ProcessHandle> next = new LinkedHashSet<>(alive);
            next.addAll(further.get());
            next.removeIf(process -> !isRunning(process));
            alive = next;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ROUND.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean servesData(ProcessHandle process) {
        Path directory = PROC.resolve(Long.toString(process.pid()));
        if (Files.isDirectory(directory)) {
            return standsInData(directory);
        }
        String line = process.info().commandLine().orElse("");
        return line.contains("postgres") && line.contains(dataDirectory.toString());
    }

    private boolean standsInData(Path directory) {
        try {
            return Files.readSymbolicLink(directory.resolve("cwd")).equals(dataDirectory.toRealPath())
                    && isPostgres(Files.readSymbolicLink(directory.resolve("exe")));
        } catch (IOException e) {
            return false; // gone meanwhile, or another user's
        }
    }

    private static boolean isPostgres(Path program) {
        String name = String.valueOf(program.getFileName());
        return name.startsWith("postgres") || name.startsWith("initdb") || name.startsWith("pg_");
    }

    /** A zombie counts as dead: nobody may ever collect an orphan's, and it holds nothing any more. */
    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(
                    PROC.resolve(Long.toString(process.pid())).resolve("stat"), StandardCharsets.ISO_8859_1);
            int state = stat.lastIndexOf(')') + 2;
            return state >= stat.length() || "ZX".indexOf(stat.charAt(state)) < 0;
        } catch (IOException e) {
            return process.isAlive();
        }
    }
}
