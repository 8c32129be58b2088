package io.pgspan.testkit.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The acknowledged row ids with their times on the monotonic clock, in order. Thread-safe. An instant of the wall clock is placed on the
 * monotonic one by the distance both had at the start, so a step of the wall clock during a run doesn't move what was measured.
 */
final class Acknowledgements {
    private static final int CAPACITY_FIRST = 1024;

    private final Instant startInstant = Instant.now();
    private final long startNanos = System.nanoTime();
    private long[] ids = new long[CAPACITY_FIRST];
    private long[] nanos = new long[CAPACITY_FIRST];
    private int size;

    synchronized void add(long id, long atNanos) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        ids[size] = id;
        nanos[size] = atNanos - startNanos;
        size++;
    }

    synchronized long[] ids() {
        return Arrays.copyOf(ids, size);
    }

    synchronized int size() {
        return size;
    }

    synchronized Optional<Gap> longest() {
        return LongStream.range(1, size)
                .boxed()
                .map(i -> gap((int) i.longValue()))
                .max((a, b) -> a.length().compareTo(b.length()));
    }

    /** The gap that contains the instant; empty while there is no acknowledgement on both sides. */
    synchronized Optional<Gap> around(Instant instant) {
        long at = Duration.between(startInstant, instant).toNanos();
        int after = Arrays.binarySearch(nanos, 0, size, at);
        after = after < 0 ? -after - 1 : after + 1;
        return after > 0 && after < size ? Optional.of(gap(after)) : Optional.empty();
    }

    private Gap gap(int after) {
        return new Gap(
                instant(nanos[after - 1]), instant(nanos[after]), Duration.ofNanos(nanos[after] - nanos[after - 1]));
    }

    private Instant instant(long sinceStart) {
        return startInstant.plusNanos(sinceStart);
    }
}
