package io.pgspan.agent.fence;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Not a device: a named pipe that behaves towards its writer as {@code /dev/watchdog} does, except that opening it starts nothing.
 * Where the device would reset the node, it runs what it was given.
 */
final class FifoWatchdog implements AutoCloseable {
    private static final long OFF = Long.MAX_VALUE;

    final Path path;
    private final long timeoutNanos;
    private final Runnable reset;
    private final RandomAccessFile pipe;
    private final AtomicInteger resets = new AtomicInteger();
    private long firesAt = OFF;
    private boolean closed;

    FifoWatchdog(Path path, Duration timeout, Runnable reset) throws IOException, InterruptedException {
        this.path = path;
        this.timeoutNanos = timeout.toNanos();
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
                    firesAt = read == 'V' ? OFF : System.nanoTime() + timeoutNanos;
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
                long left = firesAt == OFF ? OFF : firesAt - System.nanoTime();
                if (left > 0) {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, TimeUnit.SECONDS.toNanos(1)) + 1_000_000);
                    continue;
                }
                firesAt = OFF;
                resets.incrementAndGet();
                reset.run();
            }
        } catch (InterruptedException end) {
            closed = true;
        }
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
