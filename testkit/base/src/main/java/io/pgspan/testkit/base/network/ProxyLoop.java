package io.pgspan.testkit.base.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread for any number of proxies: everything a proxy owns is touched by this thread only, so that a fault takes effect between
 * two bytes and never beside them. An idle loop sleeps; a turn costs time proportional to the sockets that are ready.
 */
final class ProxyLoop implements AutoCloseable {
    static final Logger LOG = LoggerFactory.getLogger(ProxyLoop.class);
    private static final int SCRATCH_BYTES = 64 * 1024;
    private static final long CALL_LIMIT_SECONDS = 10;
    private static final long CLOSE_LIMIT_MILLIS = 10_000;
    private static final long START_NANOS = System.nanoTime();

    private final Selector selector;
    private final Thread thread;
    private final ConcurrentLinkedQueue<FutureTask<?>> commands = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(timer -> timer.dueNanos() - START_NANOS));
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final AtomicLong turns = new AtomicLong();
    private volatile boolean closed;

    /** What a selection key carries: called on the loop's thread when its channel is ready. */
    interface Ready {
        void ready();
    }

    private record Timer(long dueNanos, Runnable action) {}

    ProxyLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector for a proxy: the process may have too many open files", e);
        }
        thread = new Thread(this::run, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    Selector selector() {
        return selector;
    }

    /** A buffer for the duration of one read. */
    ByteBuffer scratch() {
        return scratch.clear();
    }

    /** How often the loop went round: a loop that spins is seen here. */
    long turns() {
        return turns.get();
    }

    /** Runs {@code action} on the loop's thread at {@code dueNanos} of {@link System#nanoTime}. Call on the loop's thread. */
    void at(long dueNanos, Runnable action) {
        timers.add(new Timer(dueNanos, action));
    }

    /** Really closes what was closed: NIO keeps a registered channel's socket until the next selection. Loop's thread only. */
    void settle() throws IOException {
        selector.selectNow();
    }

    /** Runs {@code command} between two bytes and returns its result. */
    <T> T call(Callable<T> command) {
        FutureTask<T> task = new FutureTask<>(command);
        if (Thread.currentThread() == thread) {
            task.run(); // part of a command that changes several proxies
        } else {
            commands.add(task);
            if (closed) {
                task.cancel(false);
            }
            selector.wakeup();
        }
        try {
            return task.get(CALL_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the proxy could not do it: " + e.getCause(), e.getCause());
        } catch (CancellationException e) {
            throw new IllegalStateException("the proxy is closed", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the proxy did not answer within " + CALL_LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the proxy", e);
        }
    }

    private void run() {
        try {
            while (!closed) {
                turns.incrementAndGet();
                await();
                runCommands();
                runTimers();
                for (SelectionKey key : selector.selectedKeys()) {
                    handle(key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            LOG.warn("the proxy's selector failed, its connections end", e);
        } finally {
            closed = true;
            closeAll();
        }
    }

    private void await() throws IOException {
        Timer next = timers.peek();
        if (!commands.isEmpty()) { // settle() may have swallowed the wake-up that announced it
            selector.selectNow();
        } else if (next == null) {
            selector.select();
        } else {
            await(next.dueNanos() - System.nanoTime());
        }
    }

    private void await(long nanos) throws IOException {
        if (nanos <= 0) {
            selector.selectNow();
        } else {
            selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        }
    }

    private void runCommands() throws IOException {
        boolean any = false;
        for (FutureTask<?> task = commands.poll(); task != null; task = commands.poll()) {
            any = true;
            task.run();
        }
        if (any) {
            settle();
        }
    }

    private void runTimers() {
        long now = System.nanoTime();
        for (Timer next = timers.peek(); next != null && next.dueNanos() - now <= 0; next = timers.peek()) {
            timers.poll();
            next.action().run();
        }
    }

    private static void handle(SelectionKey key) {
        try {
            if (key.isValid() && key.attachment() instanceof Ready ready) {
                ready.ready();
            }
        } catch (CancelledKeyException closedMeanwhile) {
            LOG.trace("closed while it became ready", closedMeanwhile);
        }
    }

    private void closeAll() {
        try {
            for (SelectionKey key : selector.keys()) {
                if (key.channel() instanceof SocketChannel socket) {
                    reset(socket);
                } else {
                    key.channel().close();
                }
            }
            selector.close();
        } catch (IOException e) {
            LOG.warn("closing the proxy's sockets", e);
        }
        for (FutureTask<?> task = commands.poll(); task != null; task = commands.poll()) {
            task.cancel(false);
        }
    }

    /** Closes with RST instead of FIN. A socket that is dead already is closed all the same. */
    static void reset(SocketChannel socket) {
        try (socket) {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException dead) {
            LOG.trace("reset of a dead socket", dead);
        }
    }

    /** Ends the thread and closes every socket; waits for it up to 10 s. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(CLOSE_LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
