package io.pgspan.testkit.postgres;

import java.time.Duration;
import java.time.Instant;

/**
 * A time without an acknowledged row.
 *
 * @param lastBefore the last acknowledgement before it
 * @param firstAfter the first acknowledgement after it
 * @param length from one to the other by the monotonic clock
 */
public record Gap(Instant lastBefore, Instant firstAfter, Duration length) {}
