package io.pgspan.testkit.chaos;

import java.time.Instant;

/**
 * A fault that was done.
 *
 * @param fault what
 * @param member to whom; empty for a fault of the store
 * @param from when it had taken effect
 * @param until when it was healed
 * @param outcome what came of the attempt, for people
 */
public record Harmed(ChaosFault fault, String member, Instant from, Instant until, String outcome) {}
