package io.pgspan.benchmarks.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What agents cost while nothing happens: agent and helpers, without PostgreSQL's processes and without the record store. */
final class Idle {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final double PERCENT = 100;

    private final Trial trial;
    private final String primary;
    private final Map<String, List<ProcessHandle>> processes = new LinkedHashMap<>();

    private Idle(Trial trial) {
        this.trial = trial;
        this.primary = trial.primary();
        for (String member : trial.contender().members()) {
            processes.put(member, Processes.agentAndHelpers(trial.contender().agent(member)));
        }
    }

    /** In its first minutes a Java agent still compiles what it does all the time. */
    static void run(Trial trial) {
        Idle idle = new Idle(trial);
        idle.minute("first minute");
        Trial.rest(MINUTE.multipliedBy(3));
        idle.minute("fifth minute");
    }

    private void minute(String which) {
        Map<String, Double> before = new LinkedHashMap<>();
        processes.forEach((m, all) -> before.put(m, cpu(all)));
        Instant start = Instant.now();
        Trial.rest(MINUTE);
        double seconds = Trial.secondsSince(start);
        processes.forEach((member, all) -> {
            String who = (member.equals(primary) ? "leader in the " : "standby in the ") + which + ": ";
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
