package io.pgspan.ha.sync;

import io.pgspan.model.wal.Lsn;

/**
 * One standby as the holder sees it: a row of {@code pg_stat_replication} that belongs to a member, with the member's wishes. Give only
 * rows of known members that are connected to the holder itself, never the holder's own name.
 *
 * @param name its {@code application_name}, which is the member's name
 * @param noSync whether it must not be waited for
 * @param priority the higher, the sooner it is chosen; 0 when nothing is wished
 * @param noFailover whether it must not become primary; chosen only when others don't suffice
 * @param domain its failure domain (zone, Kubernetes cluster); "" when unknown
 * @param streaming whether its state is {@code streaming}
 * @param confirmed the position that {@code synchronous_commit} asks for: {@code write_lsn} for {@code remote_write}, {@code replay_lsn} for
 *     {@code remote_apply}, else {@code flush_lsn}; {@link Lsn#ZERO} while PostgreSQL shows none
 */
public record SyncCandidate(
        String name,
        boolean noSync,
        int priority,
        boolean noFailover,
        String domain,
        boolean streaming,
        Lsn confirmed) {
    public SyncCandidate {
        name = SyncNames.folded(name);
    }

    boolean eligible() {
        return streaming && !noSync && SyncNames.usable(name) && confirmed.isAfter(Lsn.ZERO);
    }
}
