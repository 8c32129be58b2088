package io.pgspan.benchmarks.failover;

import io.pgspan.model.PgspanException;
import io.pgspan.testkit.base.network.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes of this machine by {@code /proc}: those of one data directory, what they use, and signals to them by their ids. */
final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What {@code /proc} counts processor time in; 100 a second on every Linux. */
    private static final double TICKS_A_SECOND = 100;

    private static final int STAT_USER_TIME = 11;
    private static final int KILOBYTE = 1024;

    private Processes() {}

    /** SIGKILL to every PostgreSQL process that stands in the data directory, until none is left. */
    static void killPostgres(Path data) {
        Await.until("PostgreSQL on " + data.getFileName() + " is gone", LIMIT, () -> {
            List<ProcessHandle> running = postgres(data);
            running.forEach(ProcessHandle::destroyForcibly);
            return running.isEmpty();
        });
    }

    /** SIGKILL to one process and all it has started; returns when they and the data directory's are gone. */
    static void killNode(ProcessHandle agent, Path data) {
        List<ProcessHandle> helpers = agent.descendants().toList();
        agent.destroyForcibly();
        helpers.forEach(ProcessHandle::destroyForcibly);
        killPostgres(data);
        Await.until("process " + agent.pid() + " is gone", LIMIT, () -> !isRunning(agent));
    }

    /** The processes of the data directory's PostgreSQL that send WAL to standbys. */
    static List<Long> walSenders(Path data) {
        return ids(postgres(data).stream()
                .filter(p -> read(p, "cmdline").contains("walsender"))
                .toList());
    }

    static List<Long> ids(List<ProcessHandle> processes) {
        return processes.stream().map(ProcessHandle::pid).toList();
    }

    /** The processes of the data directory's PostgreSQL. */
    static List<ProcessHandle> postgres(Path data) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(p -> isRunning(p) && standsIn(p, data) && isPostgres(p))
                    .toList();
        }
    }

    /** A process and what it has started, without PostgreSQL's: the agent and its helpers. */
    static List<ProcessHandle> agentAndHelpers(long agent) {
        return ProcessHandle.of(agent).stream()
                .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
                .filter(p -> isRunning(p) && !isPostgres(p))
                .toList();
    }

    /** Processor time used so far, in seconds. */
    static double cpuSeconds(ProcessHandle process) {
        String[] fields = stat(process).split(" ", -1);
        return (Long.parseLong(fields[STAT_USER_TIME]) + Long.parseLong(fields[STAT_USER_TIME + 1])) / TICKS_A_SECOND;
    }

    /** Resident memory in MiB, shared pages included. */
    static double residentMebibytes(ProcessHandle process) {
        return memory(process, "status", "VmRSS:");
    }

    /** Resident memory in MiB, shared pages by their share. */
    static double proportionalMebibytes(ProcessHandle process) {
        return memory(process, "smaps_rollup", "Pss:");
    }

    private static double memory(ProcessHandle process, String file, String label) {
        return read(process, file)
                .lines()
                .filter(line -> line.startsWith(label))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / KILOBYTE)
                .findFirst()
                .orElse(0);
    }

    /**
     * Sends a signal to all of them, one right after the other.
     *
     * @param signal its name without SIG
     */
    static void signal(String signal, List<Long> pids) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        try {
            Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!kill.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS) || kill.exitValue() != 0) {
                throw new PgspanException("not all of the processes " + pids + " can be sent SIG" + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgspanException("interrupted while sending SIG" + signal + " to " + pids, e);
        }
    }

    /** A zombie counts as gone: it holds nothing any more. */
    private static boolean isRunning(ProcessHandle process) {
        try {
            return process.isAlive() && !stat(process).startsWith("Z");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static boolean standsIn(ProcessHandle process, Path data) {
        try {
            return Files.readSymbolicLink(of(process, "cwd")).equals(data.toRealPath());
        } catch (IOException e) {
            return false; // gone meanwhile, or another user's
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        try {
            String program =
                    String.valueOf(Files.readSymbolicLink(of(process, "exe")).getFileName());
            return program.startsWith("postgres") || program.startsWith("pg_") || program.startsWith("initdb");
        } catch (IOException e) {
            return false;
        }
    }

    /** The fields of {@code stat} from the state on: the name before it may hold spaces. */
    private static String stat(ProcessHandle process) {
        String stat = read(process, "stat");
        return stat.substring(stat.lastIndexOf(')') + 2);
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(of(process, file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path of(ProcessHandle process, String file) {
        return PROC.resolve(Long.toString(process.pid())).resolve(file);
    }
}
