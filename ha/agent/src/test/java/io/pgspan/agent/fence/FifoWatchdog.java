package io.pgspan.agent.fence;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Not a device: a named pipe that behaves towards its writer as {@code /dev/watchdog} does, except that opening it starts nothing.
 * Where the device would reset the node, it runs what it was given.
 */
final class FifoWatchdog implements AutoCloseable {
    private static final long LOOK_MILLIS = 1_000;

    final Path path;
    private final Duration timeout;
    private final Supplier<Duration> clock;
    private final Runnable reset;
    private final RandomAccessFile pipe;
    private final AtomicInteger resets = new AtomicInteger();
    private @Nullable Duration firesAt;
    private @Nullable Duration fired;
    private boolean closed;

    FifoWatchdog(Path path, Duration timeout, Supplier<Duration> clock, Runnable reset)
            throws IOException, InterruptedException {
        this.path = path;
        this.timeout = timeout;
        this.clock = clock;
        this.reset = reset;
        Process mkfifo =
                new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
        if (!mkfifo.waitFor(10, TimeUnit.SECONDS) || mkfifo.exitValue() != 0) {
            throw new IOException("mkfifo failed");
        }
        pipe = new RandomAccessFile(path.toFile(), "rw"); // both ends: never waits, never ends
        start("watchdog-bytes", this::listen);
        start("watchdog-timer", this::count);
    }

    private static void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        try {
            while (true) {
                int read = pipe.read();
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    firesAt = read == 'V' ? null : clock.get().plus(timeout);
                    notifyAll();
                }
            }
        } catch (IOException end) {
            closed = true;
        }
    }

    private synchronized void count() {
        try {
            while (!closed) {
                long left = firesAt == null
                        ? LOOK_MILLIS
                        : firesAt.minus(clock.get()).toMillis() + 1;
                if (firesAt == null || left > 0) {
                    TimeUnit.MILLISECONDS.timedWait(this, Math.max(1, Math.min(left, LOOK_MILLIS)));
                    continue;
                }
                fired = firesAt;
                firesAt = null;
                resets.incrementAndGet();
                reset.run();
            }
        } catch (InterruptedException end) {
            closed = true;
        }
    }

    /** When the device would have fired last, however late this pipe's threads were; null before the first time. */
    synchronized @Nullable Duration fired() {
        return fired;
    }

    int resets() {
        return resets.get();
    }

    /** Wakes the reader by a byte of its own: closing would wait for it. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        pipe.write('V');
        notifyAll();
    }
}
