package io.pgspan.ha;

import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.model.wal.Lsn;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a primary says of its standbys.
 *
 * @param waitsFor what {@code synchronous_standby_names} says, null when it says what this engine never writes
 * @param inserted how far it has written, flushed or not
 * @param rows the standbys that are connected
 */
public record Replication(@Nullable SyncSetting waitsFor, Lsn inserted, List<StandbyRow> rows) {
    /** Copies the list. */
    public Replication {
        rows = List.copyOf(rows);
    }

    /** What {@code synchronous_standby_names} says. */
    public Optional<SyncSetting> setting() {
        return Optional.ofNullable(waitsFor);
    }
}
