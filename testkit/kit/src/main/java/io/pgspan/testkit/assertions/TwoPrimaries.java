package io.pgspan.testkit.assertions;

import java.time.Duration;
import java.time.Instant;

/**
 * Two servers that were out of recovery at the same time.
 *
 * @param one the one that was so earlier
 * @param other the other one
 * @param from since when both are proven to have been so
 * @param length for how long both are proven to have been so
 */
public record TwoPrimaries(String one, String other, Instant from, Duration length) {}
