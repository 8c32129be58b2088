package io.pgspan.agent;

import io.pgspan.agent.fence.BootClock;
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
        if (!Files.isReadable(Path.of(BootClock.FILE))) {
            return () -> Duration.ofNanos(System.nanoTime());
        }
        try {
            BootClock boot = new BootClock(); // as long as the program runs
            return () -> reading(boot);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Since boot, sleep included, in steps of 10 ms. */
    private static Duration reading(BootClock boot) {
        try {
            return Duration.ofMillis(boot.millis());
        } catch (IOException e) {
            // a mixture of two clocks would be worse than a dead agent: the fence acts on silence
            throw unreadable(e);
        }
    }

    private static AgentException unreadable(IOException e) {
        return new AgentException("clock: " + BootClock.FILE + " can't be read any more", e);
    }
}
