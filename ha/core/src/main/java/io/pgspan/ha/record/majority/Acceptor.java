package io.pgspan.ha.record.majority;

import java.time.Duration;

/**
 * The port to one of the stores a record is kept on: one object, changed by compare-and-swap, in a place that fails independently of the
 * others.
 *
 * <p>Guarantees every implementation gives: reads are linearizable; {@link #update} writes only when the object still has the
 * version named, atomically; an object's uid never returns once it is deleted; no call throws, and none outlives its limit by more
 * than the scheduling of threads. What can't be read as an {@link Envelope} is an {@link Answer.Unknown} that says so: the store has no
 * vote then.
 */
public interface Acceptor extends AutoCloseable {

    /**
     * Reads the object.
     *
     * @param limit how long to wait at most
     * @return found, absent or unknown
     */
    Answer read(Duration limit);

    /**
     * Makes the object.
     *
     * @return written, a conflict when there is one, or unknown
     */
    Answer create(Envelope envelope, Duration limit);

    /**
     * Replaces what the object holds if its version is still this one.
     *
     * @return written; a conflict when it has another version or is gone; or unknown
     */
    Answer update(String version, Envelope envelope, Duration limit);

    /** Calls back when the object may have changed: a hint, never a proof. May call back late, twice, or not at all. */
    AutoCloseable watch(Runnable mayHaveChanged);

    @Override
    void close();
}
