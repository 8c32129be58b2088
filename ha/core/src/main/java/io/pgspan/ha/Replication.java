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
 * @param flushed how far its own log is flushed: no commit that was acknowledged so far is behind it
 * @param rows the standbys that are connected
 */
public record Replication(@Nullable SyncSetting waitsFor, Lsn flushed, List<StandbyRow> rows) {
    /** Copies the list. */
    public Replication {
        rows = List.copyOf(rows);
    }

    /** What {@code synchronous_standby_names} says. */
    public Optional<SyncSetting> setting() {
        return Optional.ofNullable(waitsFor);
    }
}
