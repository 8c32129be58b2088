package io.pgspan.testkit.assertions;

import java.time.Duration;
import java.time.Instant;

/**
 * A time during which a server is proven to have been out of recovery without a break.
 *
 * @param member the server
 * @param from when its first such answer had arrived
 * @param to when the question of the last such answer, on the same connection, was sent; not before {@code from}
 */
public record PrimarySpan(String member, Instant from, Instant to) {
    /** How long. */
    public Duration length() {
        return Duration.between(from, to);
    }
}
