package io.pgspan.ha.record.majority;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store within one process: for tests and simulations. Keeps every guarantee of the port. */
public final class InMemoryAcceptor implements Acceptor {
    private final List<Runnable> watchers = new ArrayList<>();
    private @Nullable Envelope held;
    private long version;
    private long objects;

    @Override
    public synchronized Answer read(Duration limit) {
        return held == null ? new Answer.Absent() : new Answer.Found(Long.toString(version), "uid-" + objects, held);
    }

    @Override
    public Answer create(Envelope envelope, Duration limit) {
        return change(null, envelope);
    }

    @Override
    public Answer update(String expected, Envelope envelope, Duration limit) {
        return change(expected, envelope);
    }

    /** Deletes the object, as an accident does. */
    public synchronized void lose() {
        held = null;
        version++;
    }

    private Answer change(@Nullable String expected, Envelope envelope) {
        Answer.Written written;
        List<Runnable> told;
        synchronized (this) {
            if (held == null ? expected != null : !Long.toString(version).equals(expected)) {
                return new Answer.Conflict();
            }
            objects += held == null ? 1 : 0;
            held = envelope;
            written = new Answer.Written(Long.toString(++version), "uid-" + objects);
            told = List.copyOf(watchers);
        }
        told.forEach(Runnable::run);
        return written;
    }

    @Override
    public synchronized AutoCloseable watch(Runnable mayHaveChanged) {
        watchers.add(mayHaveChanged);
        return () -> forget(mayHaveChanged);
    }

    private synchronized void forget(Runnable watcher) {
        watchers.remove(watcher);
    }

    @Override
    public synchronized void close() {
        watchers.clear();
    }

    @Override
    public String toString() {
        return "a store in this process";
    }
}
