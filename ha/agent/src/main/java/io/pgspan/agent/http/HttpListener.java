package io.pgspan.agent.http;

import io.pgspan.agent.AgentException;
import io.pgspan.postgres.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts callers. The platform's own HTTP server shakes hands and reads on a few shared threads without any limit, so that a handful of
 * callers that say nothing silence it. Here each caller has a thread of its own, every phase a deadline, and there is always room for one
 * more: past {@link #CONNECTIONS_MAX} the least deserving connection is cut. A caller that hangs costs itself.
 */
final class HttpListener implements AutoCloseable {
    static final int CONNECTIONS_MAX = 64;
    /** More than connections: the thread of one that was cut may take a moment to end. */
    private static final int THREADS_MAX = 2 * CONNECTIONS_MAX;

    private static final Duration THREAD_IDLE = Duration.ofSeconds(60);
    private static final int BACKLOG_MAX = 64;
    private static final Duration SWEEP_PERIOD = Duration.ofMillis(250);
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    private final ServerSocket server;
    private final Doorway doorway;
    private final Function<HttpAsk, HttpReply> answers;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService callers;
    private final ScheduledExecutorService sweeper;
    private volatile boolean closed;

    HttpListener(Endpoint listen, String name, Doorway doorway, Function<HttpAsk, HttpReply> answers) {
        this.doorway = doorway;
        this.answers = answers;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(listen.host(), listen.port()), BACKLOG_MAX);
        } catch (IOException e) {
            throw new AgentException(
                    "agent: can't listen on " + listen.host() + ":" + listen.port() + ": " + e.getMessage(), e);
        }
        callers = new ThreadPoolExecutor(
                0,
                THREADS_MAX,
                THREAD_IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> daemon(task, name));
        sweeper = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name + "-sweep"));
        var unused = sweeper.scheduleWithFixedDelay(
                this::sweep, SWEEP_PERIOD.toMillis(), SWEEP_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        daemon(this::accept, name + "-accept").start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!closed) {
            try {
                serve(server.accept());
            } catch (IOException e) {
                if (!closed) {
                    LOG.warn("a caller can't be accepted: {}", e.toString());
                    // most likely no file descriptors: give one back
                    makeRoom(1);
                    pause();
                }
            }
        }
    }

    private void serve(Socket socket) {
        makeRoom(CONNECTIONS_MAX);
        HttpConnection connection = new HttpConnection(socket, doorway, answers);
        connections.add(connection);
        try {
            callers.execute(() -> {
                try {
                    connection.run();
                } finally {
                    connections.remove(connection);
                }
            });
        } catch (RejectedExecutionException e) {
            connections.remove(connection);
            connection.cut();
        }
    }

    /** Cuts one connection when there are {@code max} or more; they grow one at a time. */
    private void makeRoom(int max) {
        if (connections.size() >= max) {
            connections.stream()
                    .min((a, b) -> Arrays.compare(a.worth(), b.worth()))
                    .ifPresent(least -> {
                        connections.remove(least);
                        least.cut();
                    });
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        connections.stream().filter(c -> c.overdue(now)).forEach(HttpConnection::cut);
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ACCEPT_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("closing: {}", e.toString());
        }
        sweeper.shutdownNow();
        connections.forEach(HttpConnection::cut);
        callers.shutdownNow();
    }
}
