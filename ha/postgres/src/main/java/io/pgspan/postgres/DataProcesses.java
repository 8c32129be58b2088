package io.pgspan.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The PostgreSQL processes of one data directory, servers and rewinds, whoever started them. A process id alone proves nothing after a crash, because
 * ids are reused, and children outlive a killed postmaster for a while; but every such process stands with its working directory
 * in its data directory. Linux tells that under {@code /proc}; elsewhere the postmaster's command line has to do, and orphans are not
 * found. Cost: one link read per process of the machine.
 */
final class DataProcesses {
    private static final Path PROC = Path.of("/proc");

    private final Path data;

    DataProcesses(Path data) {
        this.data = data;
    }

    /** Whether processes can be found without their parent on this machine. */
    static boolean canScan() {
        return Files.exists(PROC.resolve("self").resolve("cwd"));
    }

    /** Whether a process runs (a zombie doesn't) and is a PostgreSQL on this data directory. */
    boolean owns(ProcessHandle process) {
        return isAlive(process) && (canScan() ? standsInData(process.pid()) : isNamedInCommandLine(process));
    }

    private boolean standsInData(long pid) {
        try {
            Path directory = PROC.resolve(Long.toString(pid));
            if (!Files.readSymbolicLink(directory.resolve("cwd")).equals(data.toRealPath())) {
                return false;
            }
            String program = String.valueOf(
                    Files.readSymbolicLink(directory.resolve("exe")).getFileName());
            return program.startsWith("postgres") || program.startsWith("pg_rewind");
        } catch (IOException e) {
            return false; // gone meanwhile, or somebody else's
        }
    }

    private boolean isNamedInCommandLine(ProcessHandle process) {
        String line = process.info().commandLine().orElse("");
        return line.contains("postgres") && line.contains(data.toString());
    }

    /** All of them, with what they started (archive and restore commands). */
    Set<ProcessHandle> all() {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        if (canScan()) {
            try (Stream<Path> entries = Files.list(PROC)) {
                List<Long> pids = entries.map(entry -> String.valueOf(entry.getFileName()))
                        .filter(name -> name.chars().allMatch(Character::isDigit))
                        .map(Long::valueOf)
                        .filter(this::standsInData)
                        .toList();
                pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(found::add));
            } catch (IOException e) {
                return found;
            }
        }
        List.copyOf(found).forEach(process -> process.descendants().forEach(found::add));
        found.removeIf(process -> !isAlive(process));
        return found;
    }

    /** A killed process whose parent never asks for its end stays as a zombie; it holds nothing any more. */
    static boolean isAlive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat =
                    Files.readString(PROC.resolve(Long.toString(process.pid())).resolve("stat"));
            int state = stat.lastIndexOf(')') + 2;
            return state >= stat.length() || "ZX".indexOf(stat.charAt(state)) < 0;
        } catch (IOException e) {
            return process.isAlive();
        }
    }
}
