package io.pgspan.benchmarks.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor time that this virtual machine wanted and its host gave to others. A trial with much of it says little about who was measured: a
 * hop between processes takes whatever the host makes of it.
 */
final class StolenTime {
    private static final Path STAT = Path.of("/proc/stat");
    private static final double TICKS_A_SECOND = 100;
    /** After the name: user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final int STEAL = 8;

    private StolenTime() {}

    /** Seconds of all cores since the machine's start; 0 where the kernel tells nothing. */
    static double seconds() {
        try (var lines = Files.lines(STAT)) {
            List<String> total = List.of(lines.findFirst().orElse("").split(" +", -1));
            return total.size() > STEAL ? Long.parseLong(total.get(STEAL)) / TICKS_A_SECOND : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
