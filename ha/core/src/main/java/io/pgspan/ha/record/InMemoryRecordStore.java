package io.pgspan.ha.record;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store within one process: for tests and single-process embedding. Keeps every guarantee of the port. */
public final class InMemoryRecordStore implements RecordStore {
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private @Nullable Versioned current;
    private long version;

    @Override
    public synchronized Optional<Versioned> read(Duration limit) {
        return Optional.ofNullable(current);
    }

    @Override
    public WriteResult create(ClusterRecord record, Duration limit) {
        return write(null, record);
    }

    @Override
    public WriteResult update(String expectedVersion, ClusterRecord record, Duration limit) {
        return write(expectedVersion, record);
    }

    private WriteResult write(@Nullable String expected, ClusterRecord record) {
        String written;
        synchronized (this) {
            String held = current == null ? null : current.version();
            if (held == null ? expected != null : !held.equals(expected)) {
                return new WriteResult.Conflict();
            }
            written = Long.toString(++version);
            current = new Versioned(written, record);
        }
        watchers.forEach(Runnable::run);
        return new WriteResult.Written(written);
    }

    @Override
    public AutoCloseable watch(Runnable mayHaveChanged) {
        watchers.add(mayHaveChanged);
        return () -> watchers.remove(mayHaveChanged);
    }

    @Override
    public void close() {
        watchers.clear();
    }
}
