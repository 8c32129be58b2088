package io.pgspan.agent.fence;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Wants a moment of processor time every few milliseconds and adds up what it had to wait for it: nobody on this machine, a fence least of
 * all, can be on time to less than that. On a virtual machine with busy neighbours it is hundreds of milliseconds now and then.
 */
final class Bystander implements AutoCloseable {
    private static final long NAP_NANOS = 2_000_000;
    /** What a nap is longer than asked on an idle machine. */
    private static final long USUAL_NANOS = 1_000_000;

    private final AtomicLong waitedNanos = new AtomicLong();
    private volatile boolean closed;

    private Bystander() {}

    static Bystander start() {
        Bystander bystander = new Bystander();
        for (int processor = 0; processor < Runtime.getRuntime().availableProcessors(); processor++) {
            Thread thread = new Thread(bystander::stand, "bystander");
            thread.setDaemon(true);
            thread.start();
        }
        return bystander;
    }

    private void stand() {
        try {
            while (!closed) {
                long lay = System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(NAP_NANOS);
                long late = System.nanoTime() - lay - NAP_NANOS - USUAL_NANOS;
                if (late > 0) {
                    waitedNanos.addAndGet(late);
                }
            }
        } catch (InterruptedException end) {
            closed = true;
        }
    }

    /** What was waited since this began. */
    Duration waited() {
        return Duration.ofNanos(waitedNanos.get());
    }

    @Override
    public void close() {
        closed = true;
    }
}
