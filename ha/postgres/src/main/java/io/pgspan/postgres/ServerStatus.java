package io.pgspan.postgres;

import io.pgspan.model.wal.Lsn;
import java.util.Optional;

/**
 * How a server answered, at one moment.
 *
 * @param inRecovery whether it is a standby (or still recovering)
 * @param systemIdentifier identity of the cluster of servers, unsigned
 * @param timeline on a primary the timeline it writes; on a standby the highest it has received, replayed to, or checkpointed on
 * @param received up to where WAL is safely here: on a standby the greater of flushed and replayed; on a primary {@code current}
 * @param replayed up to where it is applied; on a primary {@code current}
 * @param current on a primary the end of its flushed WAL; {@link Lsn#ZERO} on a standby
 * @param receiverStreaming whether a WAL receiver streams
 * @param receiverRunning whether there is a WAL receiver at all
 * @param senderHost where it receives from, empty when it doesn't
 * @param senderPort 0 when it doesn't
 */
public record ServerStatus(
        boolean inRecovery,
        long systemIdentifier,
        int timeline,
        Lsn received,
        Lsn replayed,
        Lsn current,
        boolean receiverStreaming,
        boolean receiverRunning,
        String senderHost,
        int senderPort) {

    /** Where the standby receives from. */
    public Optional<Endpoint> sender() {
        return senderHost.isEmpty() || senderPort == 0
                ? Optional.empty()
                : Optional.of(new Endpoint(senderHost, senderPort));
    }
}
