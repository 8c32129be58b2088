package io.pgspan.backup.wal;

import io.pgspan.model.wal.TimelineHistory;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an archive held at one moment: the facts a recovery is planned from.
 *
 * @param segments names of whole segments, each with the moment it was stored
 * @param histories the timelines whose history file is stored
 */
public record ArchivedWal(NavigableMap<String, Instant> segments, Map<Integer, TimelineHistory> histories) {
    /** Copies both. */
    public ArchivedWal {
        segments = Collections.unmodifiableNavigableMap(new TreeMap<>(segments));
        histories = Map.copyOf(histories);
    }

    /** An archive that holds nothing. */
    public static ArchivedWal none() {
        return new ArchivedWal(Collections.emptyNavigableMap(), Map.of());
    }

    /** Whether a whole segment of that name is stored. */
    public boolean has(String segment) {
        return segments.containsKey(segment);
    }

    /** How a timeline came to be; the first one needs no file. */
    public Optional<TimelineHistory> history(int timeline) {
        return timeline == 1 ? Optional.of(TimelineHistory.first()) : Optional.ofNullable(histories.get(timeline));
    }
}
