package io.pgspan.ha.record;

import java.time.Duration;
import java.util.Optional;

/**
 * The port to the one place where members agree. The rules of leases are not here but in the engine above, so that the simulator
 * tests the very compare-and-swap that runs in production.
 *
 * <p>Guarantees every implementation gives: reads are linearizable; {@link #update} writes only when the store still holds the
 * named version, atomically; no call outlives its limit by more than the scheduling of threads.
 */
public interface RecordStore extends AutoCloseable {

    /**
     * Reads the record.
     *
     * @param limit how long to wait at most
     * @return empty when there is none
     * @throws StoreException when it could not be read in time
     */
    Optional<Versioned> read(Duration limit);

    /** Creates the record; a conflict when there is one. For operators, never for agents. */
    WriteResult create(ClusterRecord record, Duration limit);

    /** Replaces the record if its version is still {@code expectedVersion}. */
    WriteResult update(String expectedVersion, ClusterRecord record, Duration limit);

    /**
     * Calls back when the record may have changed: a hint that shortens waiting, never a proof. May call back late, twice, or not at
     * all.
     */
    AutoCloseable watch(Runnable mayHaveChanged);

    @Override
    void close();
}
