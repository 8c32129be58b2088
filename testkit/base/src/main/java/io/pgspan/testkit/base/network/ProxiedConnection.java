package io.pgspan.testkit.base.network;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One connection through a proxy: the client's socket, the target's socket and a pipe each way. News of a death travels in the
 * direction of the dead end's bytes, and is held up by a cut like they are: the other end stays half-open, waiting, as behind a
 * broken cable.
 */
final class ProxiedConnection {
    private final Consumer<ProxiedConnection> onGone;
    private final SocketChannel client;
    private final SocketChannel target;
    private final SelectionKey clientKey;
    private final SelectionKey targetKey;
    private final Pipe toTarget;
    private final Pipe toClient;
    private boolean connected;
    private boolean clientDead;
    private boolean targetDead;
    private boolean gone;

    ProxiedConnection(
            ProxyLoop loop,
            SocketChannel client,
            SocketChannel target,
            Map<Direction, Lane> lanes,
            Consumer<ProxiedConnection> onGone)
            throws IOException {
        this.onGone = onGone;
        this.client = client;
        this.target = target;
        this.toTarget = new Pipe(loop, lane(lanes, Direction.TO_TARGET), client, target, this::turn);
        this.toClient = new Pipe(loop, lane(lanes, Direction.TO_CLIENT), target, client, this::turn);
        this.clientKey = client.register(loop.selector(), 0, (ProxyLoop.Ready) this::clientReady);
        this.targetKey = target.register(loop.selector(), 0, (ProxyLoop.Ready) this::targetReady);
    }

    private static Lane lane(Map<Direction, Lane> lanes, Direction direction) {
        return Objects.requireNonNull(lanes.get(direction));
    }

    void connect(SocketAddress address) {
        try {
            connected = target.connect(address);
        } catch (IOException refused) {
            targetDied();
        }
        turn();
    }

    private void clientReady() {
        if (clientKey.isReadable()) {
            read(toTarget);
        }
        turn();
    }

    private void targetReady() {
        if (!connected) {
            finishConnect();
        } else if (targetKey.isReadable()) {
            read(toClient);
        }
        turn();
    }

    private void finishConnect() {
        try {
            connected = target.finishConnect();
        } catch (IOException refused) {
            targetDied();
        }
    }

    private void read(Pipe pipe) {
        try {
            pipe.read();
        } catch (IOException dead) {
            if (pipe == toTarget) {
                clientDied();
            } else {
                targetDied();
            }
        }
    }

    private void write(Pipe pipe) {
        try {
            pipe.write();
        } catch (IOException dead) {
            if (pipe == toTarget) {
                targetDied();
            } else {
                clientDied();
            }
        }
    }

    private void clientDied() {
        clientDead = true;
        ProxyLoop.reset(client);
    }

    private void targetDied() {
        targetDead = true;
        ProxyLoop.reset(target);
    }

    /** Moves what can be moved, tells what can be told, and asks for what is missing. */
    private void turn() {
        if (gone) {
            return;
        }
        if (connected && !clientDead && !targetDead) {
            write(toTarget);
        }
        if (connected && !clientDead && !targetDead) {
            write(toClient);
        }
        boolean clientToldOff = targetDead && toClient.lane().flows();
        boolean targetToldOff = clientDead && toTarget.lane().flows();
        if (clientToldOff || targetToldOff || (clientDead && targetDead)) {
            reset();
        } else if (toTarget.finished() && toClient.finished()) {
            close();
        } else {
            refreshInterest();
        }
    }

    private void refreshInterest() {
        boolean moving = connected && !clientDead && !targetDead;
        if (!clientDead) {
            clientKey.interestOps(moving ? interest(toTarget, toClient) : 0);
        }
        if (!targetDead) {
            targetKey.interestOps(connected ? (moving ? interest(toClient, toTarget) : 0) : SelectionKey.OP_CONNECT);
        }
    }

    private static int interest(Pipe from, Pipe to) {
        return (from.wantsRead() ? SelectionKey.OP_READ : 0) | (to.wantsWrite() ? SelectionKey.OP_WRITE : 0);
    }

    /** To be called when a lane's faults have changed for the worse. */
    void impaired() {
        for (Pipe pipe : new Pipe[] {toTarget, toClient}) {
            if (pipe.lane().loses()) {
                pipe.dropQueued();
            }
        }
        turn();
    }

    /** To be called when a lane was healed. */
    void healed() {
        if ((toTarget.holed() && toTarget.lane().flows())
                || (toClient.holed() && toClient.lane().flows())) {
            reset();
        } else {
            expedite(toTarget);
            expedite(toClient);
            turn();
        }
    }

    private static void expedite(Pipe pipe) {
        if (pipe.lane().flows() && !pipe.lane().delays()) {
            pipe.expedite();
        }
    }

    /** Ends it with RST to both ends. */
    void reset() {
        gone = true;
        ProxyLoop.reset(client);
        ProxyLoop.reset(target);
        onGone.accept(this);
    }

    private void close() {
        gone = true;
        try (client;
                target) {
            onGone.accept(this);
        } catch (IOException dead) {
            reset();
        }
    }
}
