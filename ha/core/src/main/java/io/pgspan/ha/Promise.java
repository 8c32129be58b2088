package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.model.PgspanException;

/**
 * What a member has promised durably: it confirms no more to the holder of this record before it sees that somebody has written a newer
 * one. Versions only tell records apart; which of two is newer is told by their sequence, so that a store that answers from its past
 * releases nobody from a promise.
 *
 * @param version the record's version, empty for no promise
 * @param sequence the record's sequence; -1 when it is not known, as with promises of older agents
 */
public record Promise(String version, long sequence) {
    /** No promise. */
    public static final Promise NONE = new Promise("", -1);

    /** @throws PgspanException when the sequence is out of range */
    public Promise {
        if (sequence < -1) {
            throw new PgspanException("promise: sequence " + sequence + " must not be negative");
        }
    }

    /** Whether it forbids to follow the holder of a record, as seen now. */
    boolean binds(String seenVersion, ClusterRecord seen) {
        return !version.isEmpty() && (version.equals(seenVersion) || seen.sequence() <= sequence);
    }
}
