package io.pgspan.testkit.base.network;

import java.time.Duration;

/**
 * How long bytes are under way in one direction: {@code delay} plus up to {@code jitter}, evenly distributed. Order is kept, as TCP
 * keeps it: bytes never overtake those before them.
 *
 * @param delay at least, zero or more, at most an hour
 * @param jitter on top at most, zero or more, at most an hour
 */
public record Latency(Duration delay, Duration jitter) {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws IllegalArgumentException when a duration is negative or above an hour */
    public Latency {
        check("delay", delay);
        check("jitter", jitter);
    }

    /** No delay beyond that of loopback. */
    public static Latency none() {
        return new Latency(Duration.ZERO, Duration.ZERO);
    }

    /** The same delay for every byte. */
    public static Latency of(Duration delay) {
        return new Latency(delay, Duration.ZERO);
    }

    /** This delay with up to {@code jitter} on top. */
    public Latency withJitter(Duration other) {
        return new Latency(delay, other);
    }

    private static void check(String what, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " " + value + " is not between zero and " + LONGEST + ": choose one that is");
        }
    }
}
