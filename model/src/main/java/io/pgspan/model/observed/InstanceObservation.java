package io.pgspan.model.observed;

import io.pgspan.model.wal.Lsn;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of one instance.
 *
 * @param pod its name
 * @param clusterName where it runs
 * @param role its role
 * @param timeline its timeline, empty when unknown
 * @param received the last position received by streaming (the current one on a primary), empty when unknown
 * @param replayed the last position replayed (the current one on a primary), empty when unknown
 * @param age how old these facts are
 */
public record InstanceObservation(
        String pod,
        String clusterName,
        Role role,
        Optional<Integer> timeline,
        Optional<Lsn> received,
        Optional<Lsn> replayed,
        Duration age) {

    /** What an instance is at the moment. */
    public enum Role {
        /** Accepts writes. */
        PRIMARY,
        /** Follows. */
        STANDBY,
        /** A member without data. */
        ARBITER,
        /** Down, starting, or not answering. */
        UNKNOWN
    }
}
