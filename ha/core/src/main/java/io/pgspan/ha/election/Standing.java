package io.pgspan.ha.election;

import io.pgspan.model.wal.Lsn;

/**
 * How far a standby has come, bound by a promise: its WAL receiver is stopped, so the position is all it will ever confirm of an
 * earlier primary.
 *
 * @param member its name
 * @param systemIdentifier of its data
 * @param timeline its timeline
 * @param received the last position it has durably
 * @param published how far that is the published history's: the same, or, on a later timeline, where that left the published one. Only a
 *     candidate knows this of itself
 * @param promisedVersion the record version it speaks of, empty without a promise
 * @param priority of two that have received as much, the one of higher priority leads
 */
public record Standing(
        String member,
        String systemIdentifier,
        int timeline,
        Lsn received,
        Lsn published,
        String promisedVersion,
        int priority) {
    boolean isAheadOf(Standing other) {
        return timeline > other.timeline || (timeline == other.timeline && received.isAfter(other.received));
    }

    boolean isPreferredTo(Standing other) {
        return timeline == other.timeline && received.equals(other.received) && priority > other.priority;
    }
}
