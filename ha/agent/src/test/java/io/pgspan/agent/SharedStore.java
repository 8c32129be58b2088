package io.pgspan.agent;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One agent's way to a store that several share: closing it closes the way only, and it can be cut. */
final class SharedStore implements RecordStore {
    private final RecordStore shared;
    private final AtomicInteger reads = new AtomicInteger();
    private volatile boolean cut;

    SharedStore(RecordStore shared) {
        this.shared = shared;
    }

    /** How often the record was read this way: an agent reads it once a turn. */
    int reads() {
        return reads.get();
    }

    void cut(boolean now) {
        cut = now;
    }

    @Override
    public Optional<Versioned> read(Duration limit) {
        reads.incrementAndGet();
        if (cut) {
            throw new StoreException("cut off");
        }
        return shared.read(limit);
    }

    @Override
    public WriteResult create(ClusterRecord record, Duration limit) {
        return cut ? new WriteResult.Unknown("cut off") : shared.create(record, limit);
    }

    @Override
    public WriteResult update(String expectedVersion, ClusterRecord record, Duration limit) {
        return cut ? new WriteResult.Unknown("cut off") : shared.update(expectedVersion, record, limit);
    }

    @Override
    public AutoCloseable watch(Runnable mayHaveChanged) {
        return shared.watch(mayHaveChanged);
    }

    @Override
    public void close() {}
}
