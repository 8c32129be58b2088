package io.pgspan.agent.metrics;

import io.pgspan.agent.metrics.AgentMetrics.StoreCall;
import io.pgspan.agent.metrics.AgentMetrics.StoreOutcome;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A record store whose calls are measured; otherwise the one beneath. */
public final class MeteredRecordStore implements RecordStore {
    private final RecordStore store;
    private final AgentMetrics metrics;
    private final LongSupplier nanos;

    /** @param store closed with this one */
    public MeteredRecordStore(RecordStore store, AgentMetrics metrics) {
        this(store, metrics, System::nanoTime);
    }

    MeteredRecordStore(RecordStore store, AgentMetrics metrics, LongSupplier nanos) {
        this.store = store;
        this.metrics = metrics;
        this.nanos = nanos;
    }

    @Override
    public Optional<Versioned> read(Duration limit) {
        long begun = nanos.getAsLong();
        StoreOutcome outcome = StoreOutcome.FAILED;
        try {
            Optional<Versioned> read = store.read(limit);
            outcome = StoreOutcome.DONE;
            return read;
        } finally {
            metrics.storeCalled(StoreCall.READ, outcome, since(begun));
        }
    }

    @Override
    public WriteResult create(ClusterRecord record, Duration limit) {
        return measured(StoreCall.CREATE, () -> store.create(record, limit));
    }

    @Override
    public WriteResult update(String expectedVersion, ClusterRecord record, Duration limit) {
        return measured(StoreCall.UPDATE, () -> store.update(expectedVersion, record, limit));
    }

    private WriteResult measured(StoreCall call, Supplier<WriteResult> write) {
        long begun = nanos.getAsLong();
        StoreOutcome outcome = StoreOutcome.FAILED;
        try {
            WriteResult result = write.get();
            outcome = result.match(w -> StoreOutcome.DONE, () -> StoreOutcome.CONFLICT, u -> StoreOutcome.FAILED);
            return result;
        } finally {
            metrics.storeCalled(call, outcome, since(begun));
        }
    }

    private Duration since(long begun) {
        return Duration.ofNanos(nanos.getAsLong() - begun);
    }

    @Override
    public AutoCloseable watch(Runnable mayHaveChanged) {
        return store.watch(mayHaveChanged);
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
