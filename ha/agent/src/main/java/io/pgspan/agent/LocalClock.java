package io.pgspan.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The one clock leases are measured with: it counts from an arbitrary start and never goes back. Where the platform has it, it is
 * the boot clock, which goes on while the machine sleeps; elsewhere the monotonic clock, which may not.
 */
public interface LocalClock {

    /** The reading. */
    Duration now();

    /** The best clock of this platform. */
    static LocalClock ofPlatform() {
        Path uptime = Path.of("/proc/uptime");
        return Files.isReadable(uptime) ? () -> bootTime(uptime) : () -> Duration.ofNanos(System.nanoTime());
    }

    /** Seconds since boot, sleep included, in steps of 10 ms. */
    private static Duration bootTime(Path uptime) {
        try {
            String text = Files.readString(uptime);
            int dot = text.indexOf('.');
            long seconds = Long.parseLong(text.substring(0, dot));
            long hundredths = Long.parseLong(text.substring(dot + 1, text.indexOf(' ')));
            return Duration.ofMillis(seconds * 1000 + hundredths * 10);
        } catch (IOException | RuntimeException e) {
            // a mixture of two clocks would be worse than a dead agent: the fence acts on silence
            throw new AgentException("clock: /proc/uptime can't be read any more", e);
        }
    }
}
