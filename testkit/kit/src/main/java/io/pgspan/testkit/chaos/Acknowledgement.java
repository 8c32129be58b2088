package io.pgspan.testkit.chaos;

/**
 * A row whose commit a server acknowledged.
 *
 * @param member the server
 * @param id the row's, unique among those of this member's writer
 * @param timeline the one the server wrote it on
 * @param sentNanos when it was sent, on the monotonic clock
 * @param acknowledgedNanos when its acknowledgement had arrived, on the same clock
 */
public record Acknowledgement(String member, long id, int timeline, long sentNanos, long acknowledgedNanos) {}
