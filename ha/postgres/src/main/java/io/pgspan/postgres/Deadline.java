package io.pgspan.postgres;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A point on the monotonic clock after which nothing waits any more. */
final class Deadline {
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    boolean passed() {
        return remaining().isZero();
    }

    /** What is left, never negative. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** What is left in whole milliseconds within 1 and {@code most}: sockets take 0 for "for ever". */
    int remainingMillis(Duration most) {
        return (int) Math.max(1, Math.min(remaining().toMillis(), most.toMillis()));
    }

    /** Asks every {@code pause} until the condition holds (true) or the time is up (false); asks once at least. */
    boolean await(Duration pause, BooleanSupplier condition) {
        while (true) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (passed()) {
                return false;
            }
            Interruptions.sleep(pause);
        }
    }
}
