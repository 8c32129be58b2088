package io.pgspan.postgres;

import io.pgspan.model.wal.Lsn;
import java.util.Optional;

/**
 * How a server answered, at one moment. On a primary {@code current <= written <= inserted}: each was read a moment before the next.
 *
 * @param inRecovery whether it is a standby (or still recovering)
 * @param systemIdentifier identity of the cluster of servers, unsigned
 * @param timeline on a primary the timeline it writes; on a standby the highest it has received, replayed to, or checkpointed on
 * @param received up to where WAL is safely here: on a standby the greater of flushed and replayed; on a primary {@code current}
 * @param replayed up to where it is applied; on a primary {@code current}
 * @param current on a primary the end of its flushed WAL; {@link Lsn#ZERO} on a standby
 * @param written on a primary the end of the WAL handed to the operating system; {@link Lsn#ZERO} on a standby
 * @param inserted on a primary the end of the WAL in its buffers: no commit so far has its record behind it; {@link Lsn#ZERO} on a
 *     standby
 * @param receiverStreaming whether a WAL receiver streams
 * @param receiverRunning whether there is a WAL receiver at all
 * @param receiverWritten up to where the running receiver has written, not necessarily flushed; {@link Lsn#ZERO} without one
 * @param receiverFlushed up to where the running receiver has flushed; {@link Lsn#ZERO} without one
 * @param senderHost where it receives from, empty when it doesn't
 * @param senderPort 0 when it doesn't
 * @param replayPaused whether a standby was told to stop applying; it still receives
 * @param synchronousStandbyNames the setting's text as the answering session has it: shown within moments of a reload
 * @param synchronousCommit the setting's value for sessions that set no other: "off", "local", "remote_write", "on" or
 *     "remote_apply"
 */
public record ServerStatus(
        boolean inRecovery,
        long systemIdentifier,
        int timeline,
        Lsn received,
        Lsn replayed,
        Lsn current,
        Lsn written,
        Lsn inserted,
        boolean receiverStreaming,
        boolean receiverRunning,
        Lsn receiverWritten,
        Lsn receiverFlushed,
        String senderHost,
        int senderPort,
        boolean replayPaused,
        String synchronousStandbyNames,
        String synchronousCommit) {

    /** Where the standby receives from. */
    public Optional<Endpoint> sender() {
        return senderHost.isEmpty() || senderPort == 0
                ? Optional.empty()
                : Optional.of(new Endpoint(senderHost, senderPort));
    }
}
