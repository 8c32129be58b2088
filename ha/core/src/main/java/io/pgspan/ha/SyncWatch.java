package io.pgspan.ha;

import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.model.wal.Lsn;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a primary's engine remembers of its synchronous standbys.
 *
 * @param setting what {@code synchronous_standby_names} was seen to say, null before
 * @param since when it was first seen
 * @param settledAt how far the primary had flushed its log when the setting had been in effect for the settle time; null before
 * @param lonelySince since when commits wait for a standby that is not there; null while one is
 * @param lastNames the names that were waited for last
 */
record SyncWatch(
        @Nullable SyncSetting setting,
        Duration since,
        @Nullable Lsn settledAt,
        @Nullable Duration lonelySince,
        List<String> lastNames) {
    /** Every walsender reads its configuration when it is told to; until then it releases commits by the earlier one. */
    private static final Duration SETTLE = Duration.ofMillis(200);

    static final SyncWatch NOTHING = new SyncWatch(null, Duration.ZERO, null, null, List.of());

    SyncWatch looked(Duration now, Replication seen) {
        SyncSetting says = seen.waitsFor();
        List<String> names = says == null || says.names().isEmpty() ? lastNames : says.names();
        if (says == null || !says.equals(setting)) {
            return new SyncWatch(says, now, null, lonelySince, names);
        }
        boolean settles = settledAt == null && now.minus(since).compareTo(SETTLE) >= 0;
        return new SyncWatch(setting, since, settles ? seen.flushed() : settledAt, lonelySince, names);
    }

    SyncWatch lonely(@Nullable Duration from) {
        return new SyncWatch(setting, since, settledAt, from, lastNames);
    }
}
