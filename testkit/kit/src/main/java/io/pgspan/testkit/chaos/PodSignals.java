package io.pgspan.testkit.chaos;

import io.pgspan.model.PgspanException;
import io.pgspan.testkit.fleet.PodHandle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the processes of a pod apart, and sends them signals through the {@code kill} of the system. Linux only: it reads
 * {@code /proc}.
 */
final class PodSignals {
    private static final String GUARD = "GuardMain";
    private static final long SIGNAL_SECONDS_MAX = 5;
    /** What was forked between the look and the signal is found by another look. */
    private static final int ROUNDS = 3;

    private PodSignals() {}

    /** What a process of a pod is. */
    enum Part {
        AGENT,
        GUARD,
        POSTMASTER,
        OTHER
    }

    /** Which processes of the pod are of these parts. */
    static Set<Long> of(PodHandle pod, Set<Part> parts) {
        List<Long> all = pod.processIds();
        String agentMain = all.isEmpty() ? "" : commandLine(all.get(0));
        return all.stream()
                .filter(pid -> parts.contains(part(pid, agentMain)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Part part(long pid, String agentMain) {
        String line = commandLine(pid);
        if (line.contains(GUARD)) {
            return Part.GUARD;
        }
        if (isPostgres(pid)) {
            Optional<ProcessHandle> parent = ProcessHandle.of(pid).flatMap(ProcessHandle::parent);
            return parent.filter(p -> isPostgres(p.pid())).isPresent() ? Part.OTHER : Part.POSTMASTER;
        }
        return line.equals(agentMain) ? Part.AGENT : Part.OTHER;
    }

    private static boolean isPostgres(long pid) {
        try {
            Path program = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "exe"));
            return String.valueOf(program.getFileName()).startsWith("postgres");
        } catch (IOException e) {
            return false; // gone meanwhile
        }
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // gone meanwhile
        }
    }

    /** SIGSTOP to the pod's processes of these parts; returns whom it stopped. */
    static Set<ProcessHandle> freeze(PodHandle pod, Set<Part> parts) {
        Set<ProcessHandle> frozen = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> found = of(pod, parts).stream()
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .filter(p -> !frozen.contains(p))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            send("STOP", found.stream());
            frozen.addAll(found);
        }
        return frozen;
    }

    /** SIGCONT to those of them that live; a handle knows its process from another of the same id. */
    static void thaw(Set<ProcessHandle> frozen) {
        send("CONT", frozen.stream());
    }

    /** SIGKILL to the pod's processes of these parts. */
    static int kill(PodHandle pod, Set<Part> parts) {
        Set<Long> found = of(pod, parts);
        send("KILL", found.stream().flatMap(pid -> ProcessHandle.of(pid).stream()));
        return found.size();
    }

    private static void send(String signal, Stream<ProcessHandle> processes) {
        List<String> command = Stream.concat(
                        Stream.of("kill", "-" + signal),
                        processes.filter(ProcessHandle::isAlive).map(p -> Long.toString(p.pid())))
                .toList();
        if (command.size() == 2) {
            return;
        }
        try {
            Process kill = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(SIGNAL_SECONDS_MAX, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                throw new PgspanException("chaos: '" + String.join(" ", command) + "' did not end");
            }
        } catch (IOException e) {
            throw new PgspanException("chaos: a signal can't be sent: " + e.getMessage() + "; it needs kill(1)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgspanException("chaos: interrupted while sending a signal", e);
        }
    }
}
