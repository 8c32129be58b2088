package io.pgspan.benchmarks.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What agents cost while nothing happens: agent and helpers, without PostgreSQL's processes and without the record store. */
final class Idle {
    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final double PERCENT = 100;

    private Idle() {}

    static void run(Trial trial) {
        String primary = trial.primary();
        Map<String, List<ProcessHandle>> processes = new LinkedHashMap<>();
        trial.contender()
                .members()
                .forEach(m -> processes.put(
                        m, Processes.agentAndHelpers(trial.contender().agent(m))));
        Map<String, Double> before = new LinkedHashMap<>();
        processes.forEach((m, all) -> before.put(m, cpu(all)));
        Instant start = Instant.now();
        Trial.rest(LENGTH);
        double seconds = Trial.secondsSince(start);
        processes.forEach((member, all) -> {
            String who = member.equals(primary) ? "leader: " : "standby: ";
            trial.figure(who + "CPU (% of a core)", PERCENT * (cpu(all) - before.getOrDefault(member, 0.0)) / seconds);
            trial.figure(who + "RSS (MiB)", sum(all, Memory.RESIDENT));
            trial.figure(who + "PSS (MiB)", sum(all, Memory.PROPORTIONAL));
        });
    }

    private enum Memory {
        RESIDENT,
        PROPORTIONAL
    }

    private static double cpu(List<ProcessHandle> processes) {
        return processes.stream().mapToDouble(Processes::cpuSeconds).sum();
    }

    private static double sum(List<ProcessHandle> processes, Memory memory) {
        return processes.stream()
                .mapToDouble(
                        memory == Memory.RESIDENT ? Processes::residentMebibytes : Processes::proportionalMebibytes)
                .sum();
    }
}
