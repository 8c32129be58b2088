package io.pgspan.model.observed;

import io.pgspan.model.wal.Lsn;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of one instance: every fact with its own age, since they come by different ways.
 *
 * @param pod its name
 * @param clusterName where it runs
 * @param role its role
 * @param timeline its timeline, empty when unknown
 * @param received the last position received by streaming (the current one on a primary), empty when unknown
 * @param replayed the last position replayed (the current one on a primary), empty when unknown
 */
public record InstanceObservation(
        String pod,
        String clusterName,
        Fact<Role> role,
        Optional<Fact<Integer>> timeline,
        Optional<Fact<Lsn>> received,
        Optional<Fact<Lsn>> replayed) {

    /** The age of the oldest of these facts. */
    public Duration oldest() {
        return Stream.of(Optional.of(role), timeline, received, replayed)
                .flatMap(Optional::stream)
                .map(Fact::age)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

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
