package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bounded history that watches are served from. A watch may start at version v only while every change after v is still
 * here; otherwise its owner has to list again, exactly the case (410) that controllers forget to handle.
 */
final class WatchLog {
    /** One committed change; {@code before} is null for a creation, {@code after} for a deletion. */
    record Change(
            long version,
            ObjectKey key,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after) {}

    private final TreeMap<Long, Change> changes = new TreeMap<>();
    private final int limit;
    private long compactedTo;

    WatchLog(int limit) {
        this.limit = limit;
    }

    void append(Change change) {
        changes.put(change.version(), change);
        if (changes.size() > limit) {
            compactTo(changes.firstKey());
        }
    }

    /** Forgets every change up to and including {@code version}. */
    void compactTo(long version) {
        changes.headMap(version, true).clear();
        compactedTo = Math.max(compactedTo, version);
    }

    boolean reaches(long version) {
        return version >= compactedTo;
    }

    Collection<Change> after(long version) {
        return changes.tailMap(version, false).values();
    }
}
