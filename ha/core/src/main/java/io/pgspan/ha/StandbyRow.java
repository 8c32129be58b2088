package io.pgspan.ha;

import io.pgspan.model.wal.Lsn;

/**
 * A standby as its primary sees it in {@code pg_stat_replication}.
 *
 * @param name its application name, which is its member's
 * @param streaming whether it streams, rather than catching up or backing up
 * @param confirmed how far it has confirmed in the way {@code synchronous_commit} asks for: written, flushed or replayed
 */
public record StandbyRow(String name, boolean streaming, Lsn confirmed) {}
