package io.pgspan.placement.scheduler;

/**
 * What one pod of a class adds to a count.
 *
 * @param tally the count
 * @param amount how much
 */
record Contribution(Tally tally, long amount) {}
