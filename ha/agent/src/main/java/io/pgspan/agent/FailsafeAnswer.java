package io.pgspan.agent;

/**
 * What a member says to a holder that goes on without the record's store.
 *
 * @param member who says it
 * @param accepted whether it takes the holder for alive and will not race
 * @param message why
 */
public record FailsafeAnswer(String member, boolean accepted, String message) {}
