package io.pgspan.backup;

import io.pgspan.backup.wal.ArchivedWal;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.model.wal.WalSegment;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Archives and backups for tests, told in segments of 16 MiB: {@code at(3, 40)} is byte 40 of segment 3. One minute a segment. */
final class WalFacts {
    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SIZE = WalSegment.DEFAULT_SIZE;

    private final TreeMap<String, Instant> segments = new TreeMap<>();
    private final Map<Integer, TimelineHistory> histories = new HashMap<>();

    WalFacts segments(int timeline, int from, int to) {
        for (int n = from; n <= to; n++) {
            segments.put(name(timeline, n), minute(n + 1));
        }
        return this;
    }

    WalFacts without(int timeline, int number) {
        segments.remove(name(timeline, number));
        return this;
    }

    WalFacts history(TimelineHistory history) {
        histories.put(history.timeline(), history);
        return this;
    }

    ArchivedWal wal() {
        return new ArchivedWal(segments, histories);
    }

    static String name(int timeline, int number) {
        return new WalSegment(timeline, number, SIZE).name();
    }

    static Lsn at(int segment, int offset) {
        return new Lsn((long) segment * SIZE + offset);
    }

    static Instant minute(int n) {
        return EPOCH.plusSeconds(60L * n);
    }

    /** A backup within one segment, taken in that segment's minute. */
    static BackupInfo backup(String label, int timeline, int segment) {
        return new BackupInfo(
                label,
                timeline,
                at(segment, 0x28),
                at(segment, 0x120),
                minute(segment).plusSeconds(10),
                minute(segment).plusSeconds(20),
                List.of(new BackupFile("base.tar", 1024, "00")),
                new PostgresVersion(17, 5),
                7_000_000_000_000_000_001L,
                SIZE);
    }
}
