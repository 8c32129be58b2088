package io.pgspan.benchmarks.failover;

import java.time.Duration;

/**
 * Patroni's timings. It wants {@code loopWait + 2 * retryTimeout <= ttl}.
 *
 * @param ttl its lease
 * @param loopWait how often it looks and renews
 * @param retryTimeout how long it tries before it gives up the lease
 */
record PatroniTimings(Duration ttl, Duration loopWait, Duration retryTimeout) {
    /** As near to pgspan's default policy as Patroni's rule permits. */
    static final PatroniTimings OURS =
            new PatroniTimings(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(2));

    /** What Patroni has without being told. */
    static final PatroniTimings DEFAULTS =
            new PatroniTimings(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(10));
}
