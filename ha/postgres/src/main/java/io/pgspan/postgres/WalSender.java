package io.pgspan.postgres;

import io.pgspan.model.wal.Lsn;

/**
 * One connection over which a primary streams, as {@code pg_stat_replication} shows it. A standby may appear twice for a while: its
 * broken connection until the primary notices, beside its new one.
 *
 * @param pid the sender's process on the primary
 * @param applicationName what the standby calls itself; {@code synchronous_standby_names} is matched against it
 * @param state "startup", "catchup", "streaming", "backup" or "stopping"
 * @param syncState "async", "potential", "sync" or "quorum"
 * @param sent up to where WAL was sent; {@link Lsn#ZERO} as long as nothing is known, as in the next three
 * @param written up to where the standby says to have written it
 * @param flushed up to where the standby says to have it on its disk
 * @param replayed up to where the standby says to have applied it
 */
public record WalSender(
        int pid,
        String applicationName,
        String state,
        String syncState,
        Lsn sent,
        Lsn written,
        Lsn flushed,
        Lsn replayed) {

    /** Whether the standby keeps up, as opposed to catching up, starting or ending. */
    public boolean isStreaming() {
        return state.equals("streaming");
    }

    /** Whether the primary counts this connection for synchronous commit at this moment. */
    public boolean isSynchronous() {
        return syncState.equals("sync") || syncState.equals("quorum");
    }
}
