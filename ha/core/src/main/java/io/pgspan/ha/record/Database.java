package io.pgspan.ha.record;

import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;

/**
 * What the holder has published of the database.
 *
 * @param systemIdentifier PostgreSQL's system identifier, empty before the first {@code initdb}
 * @param history the current timeline and its ancestors
 * @param position how far the holder had written when it last said so: what it wrote since is not counted in any estimate of loss
 */
public record Database(String systemIdentifier, TimelineHistory history, Lsn position) {
    static final Database NONE = new Database("", TimelineHistory.first(), Lsn.ZERO);

    /** Whether a database exists. */
    public boolean exists() {
        return !systemIdentifier.isEmpty();
    }
}
