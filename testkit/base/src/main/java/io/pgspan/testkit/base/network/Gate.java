package io.pgspan.testkit.base.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The listening port of a proxy. A program can't leave a SYN unanswered, the kernel accepts for it; so to let newcomers hang the
 * port listens with a queue of one and fills that queue itself: the kernel then drops further SYNs, and the client repeats them
 * after 1, 2, 4 ... seconds. (Linux and macOS; elsewhere a full queue may refuse instead.) Loop's thread only.
 */
final class Gate {
    private static final int QUEUE = 128;
    private static final int QUEUE_TO_FILL = 1;
    /** The kernel takes one or two more than the queue's length; what is too many just waits. */
    private static final int FILLERS = 4;

    private static final int BIND_ATTEMPTS_MAX = 5;
    private static final int RECEIVE_BUFFER_BYTES = 128 * 1024;

    private final ProxyLoop loop;
    private final Consumer<SocketChannel> onAccept;
    private final List<SocketChannel> fillers = new ArrayList<>();
    private @Nullable ServerSocketChannel listener;
    private Cut.@Nullable Newcomers shutFor;
    private int port;

    Gate(ProxyLoop loop, Consumer<SocketChannel> onAccept) {
        this.loop = loop;
        this.onAccept = onAccept;
    }

    /** Listens on a free port, returned. */
    int open() throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < BIND_ATTEMPTS_MAX; attempt++) {
            port = LoopbackPorts.next();
            try {
                listen();
                return port;
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new IOException("no port for a proxy after " + BIND_ATTEMPTS_MAX + " attempts", last);
    }

    /** Opens the gate (null) or shuts it in the way told. Connections that wait to be accepted are let in first. */
    void set(Cut.@Nullable Newcomers newcomers) throws IOException {
        if (newcomers == shutFor) {
            return;
        }
        shut();
        shutFor = newcomers;
        if (newcomers == null) {
            listen();
        } else if (newcomers == Cut.Newcomers.HANG) {
            bind(QUEUE_TO_FILL);
            for (int i = 0; i < FILLERS; i++) {
                SocketChannel filler = SocketChannel.open();
                fillers.add(filler);
                filler.configureBlocking(false);
                filler.connect(address());
            }
        }
    }

    void close() throws IOException {
        shut();
    }

    private void shut() throws IOException {
        if (shutFor == null) {
            accept();
        }
        if (listener != null) {
            listener.close();
            listener = null;
        }
        for (SocketChannel filler : fillers) {
            ProxyLoop.reset(filler);
        }
        fillers.clear();
        loop.settle();
    }

    private void listen() throws IOException {
        bind(QUEUE).register(loop.selector(), SelectionKey.OP_ACCEPT, (ProxyLoop.Ready) this::accept);
    }

    private ServerSocketChannel bind(int queue) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            channel.bind(address(), queue);
        } catch (IOException e) {
            channel.close();
            throw new IOException("port " + port + " of a proxy was taken by another process", e);
        }
        listener = channel;
        return channel;
    }

    private SocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private void accept() {
        if (listener == null) {
            return;
        }
        try {
            for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
                onAccept.accept(client);
            }
        } catch (IOException clientGone) {
            ProxyLoop.LOG.debug("a client left before it was accepted, or too many files are open", clientGone);
        }
    }
}
