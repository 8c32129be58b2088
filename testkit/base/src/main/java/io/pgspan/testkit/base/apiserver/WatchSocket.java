package io.pgspan.testkit.base.apiserver;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's watch over a WebSocket. Sending may block on a client that doesn't read, so it never happens on the caller of a
 * write nor on the server's event loop, but on the pool: at most one sender per socket, in order.
 */
final class WatchSocket extends WebSocketListener {
    private static final int GOING_AWAY = 1001;
    private static final int NORMAL = 1000;

    private final Watch watch;
    private final boolean bookmarks;
    private final BooleanSupplier silenced;
    private final Executor pool;
    private final Consumer<WatchSocket> onClosed;
    private final AtomicInteger signals = new AtomicInteger();
    private volatile @Nullable WebSocket socket;

    /** {@code silenced} is asked before each delivery: events wait while it says true. */
    WatchSocket(
            Watch watch, boolean bookmarks, BooleanSupplier silenced, Executor pool, Consumer<WatchSocket> onClosed) {
        this.watch = watch;
        this.bookmarks = bookmarks;
        this.silenced = silenced;
        this.pool = pool;
        this.onClosed = onClosed;
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        socket = webSocket;
        signal();
    }

    /** Something may have changed: the pending events are sent soon. */
    void signal() {
        if (signals.getAndIncrement() == 0) {
            pool.execute(this::sendAll);
        }
    }

    /** Sends a bookmark if the client asked for them and the history moved on unseen. */
    void bookmark() {
        if (bookmarks) {
            pool.execute(() -> {
                synchronized (watch) {
                    WebSocket open = socket;
                    if (open != null && !silenced.getAsBoolean()) {
                        watch.bookmark()
                                .ifPresent(mark -> open.send(mark.toJson().toString()));
                    }
                }
            });
        }
    }

    private void sendAll() {
        int seen;
        do {
            seen = signals.get();
            sendPending();
        } while (!signals.compareAndSet(seen, 0));
    }

    private void sendPending() {
        synchronized (watch) {
            WebSocket open = socket;
            if (open == null || silenced.getAsBoolean()) {
                return;
            }
            for (WatchEvent event : watch.poll()) {
                open.send(event.toJson().toString());
                if (event.type() == WatchEvent.Type.ERROR) {
                    open.close(NORMAL, "");
                }
            }
        }
    }

    /** Ends the connection as a server does that goes away; the client is free to come again. */
    void disconnect() {
        WebSocket open = socket;
        if (open != null) {
            open.close(GOING_AWAY, "");
        }
    }

    @Override
    public void onClosed(WebSocket webSocket, int code, String reason) {
        ended();
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
        ended();
    }

    private void ended() {
        socket = null;
        onClosed.accept(this);
    }
}
