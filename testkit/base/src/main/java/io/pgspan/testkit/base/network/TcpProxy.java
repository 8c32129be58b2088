package io.pgspan.testkit.base.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A port of loopback that leads to another port of loopback, over a network whose faults a test switches on and off: what stands
 * between an agent and its store, between two PostgreSQLs, between a client and a server.
 *
 * <pre>{@code
 * try (TcpProxy proxy = TcpProxy.to(server.port())) {
 *     connect(proxy.port());
 *     proxy.cut();      // silence, no reset
 *     proxy.heal();     // the connection goes on
 * }
 * }</pre>
 *
 * <p>End of stream is passed on half by half, a reset as a reset, and a full receiver blocks the sender. A target that refuses is
 * seen as a reset right after connecting, because the proxy has to accept before it can ask. All methods may be called by any
 * thread. They throw {@link IllegalStateException} once the proxy is closed.
 */
public final class TcpProxy implements NetworkFaults, AutoCloseable {
    private static final int SEND_BUFFER_BYTES = 128 * 1024;
    private static final int RECEIVE_BUFFER_BYTES = 128 * 1024;

    private final ProxyLoop loop;
    private final boolean ownsLoop;
    private final Gate gate;
    private final Map<Direction, Lane> lanes = new EnumMap<>(Direction.class);
    private final Set<ProxiedConnection> connections = new HashSet<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong open = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final int port;
    private volatile int targetPort;

    private TcpProxy(ProxyLoop loop, boolean ownsLoop, int targetPort, long seed) {
        this.loop = loop;
        this.ownsLoop = ownsLoop;
        this.targetPort = targetPort;
        SplittableRandom random = new SplittableRandom(seed);
        for (Direction direction : Direction.values()) {
            lanes.put(direction, new Lane(random.split()));
        }
        this.gate = new Gate(loop, this::accept);
        this.port = loop.call(gate::open);
    }

    /** Opens a proxy with a thread of its own in front of a port of loopback; its jitter comes from seed 0. */
    public static TcpProxy to(int targetPort) {
        return to(targetPort, 0);
    }

    /** Opens a proxy with a thread of its own in front of a port of loopback; its jitter comes from {@code seed}. */
    public static TcpProxy to(int targetPort, long seed) {
        ProxyLoop loop = new ProxyLoop();
        try {
            return new TcpProxy(loop, true, targetPort, seed);
        } catch (RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    static TcpProxy on(ProxyLoop loop, int targetPort, long seed) {
        return new TcpProxy(loop, false, targetPort, seed);
    }

    /** Where to connect, on loopback. The port stays the same, whatever faults come and go. */
    public int port() {
        return port;
    }

    /** Where new connections lead. */
    public int targetPort() {
        return targetPort;
    }

    /** Leads new connections elsewhere; those that exist stay. */
    public void retarget(int otherPort) {
        targetPort = otherPort;
    }

    @Override
    public void cut(Direction direction, Cut how) {
        Objects.requireNonNull(how, "how");
        change(direction, lane -> lane.cut(how), ProxiedConnection::impaired);
    }

    @Override
    public void lose(Direction direction) {
        change(direction, Lane::lose, ProxiedConnection::impaired);
    }

    @Override
    public void delay(Direction direction, Latency latency) {
        Objects.requireNonNull(latency, "latency");
        change(direction, lane -> lane.delay(latency), ProxiedConnection::impaired);
    }

    @Override
    public void limit(Direction direction, long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException(bytesPerSecond + " bytes per second: use cut() to let nothing through");
        }
        change(direction, lane -> lane.limit(bytesPerSecond, System.nanoTime()), ProxiedConnection::impaired);
    }

    @Override
    public void heal(Direction direction) {
        change(direction, Lane::heal, ProxiedConnection::healed);
    }

    @Override
    public void reset() {
        loop.call(() -> {
            each(ProxiedConnection::reset);
            return port;
        });
    }

    @Override
    public Traffic traffic() {
        Lane toTarget = lane(Direction.TO_TARGET);
        Lane toClient = lane(Direction.TO_CLIENT);
        return new Traffic(
                accepted.get(),
                open.get(),
                toTarget.deliveredBytes(),
                toClient.deliveredBytes(),
                toTarget.droppedBytes(),
                toClient.droppedBytes());
    }

    /** Resets all connections and frees the port. Closing twice does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            loop.call(() -> {
                gate.close();
                each(ProxiedConnection::reset);
                return port;
            });
        } finally {
            if (ownsLoop) {
                loop.close();
            }
        }
    }

    /** How often the thread went round, for the test that nothing spins. */
    long turns() {
        return loop.turns();
    }

    private interface LaneChange {
        void apply(Lane lane);
    }

    private interface ConnectionChange {
        void apply(ProxiedConnection connection);
    }

    private void change(Direction direction, LaneChange fault, ConnectionChange consequence) {
        Objects.requireNonNull(direction, "direction");
        loop.call(() -> {
            fault.apply(lane(direction));
            each(consequence);
            gate.set(newcomers());
            return port;
        });
    }

    private Cut.@Nullable Newcomers newcomers() {
        Cut.Newcomers one = lane(Direction.TO_TARGET).newcomers();
        Cut.Newcomers other = lane(Direction.TO_CLIENT).newcomers();
        return one == Cut.Newcomers.REFUSED || other == null ? one : other;
    }

    private Lane lane(Direction direction) {
        return Objects.requireNonNull(lanes.get(direction));
    }

    private void each(ConnectionChange change) {
        for (ProxiedConnection connection : List.copyOf(connections)) {
            change.apply(connection);
        }
    }

    private void accept(SocketChannel client) {
        accepted.incrementAndGet();
        try {
            SocketChannel target = SocketChannel.open();
            ready(client);
            ready(target);
            target.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            ProxiedConnection connection = new ProxiedConnection(loop, client, target, lanes, this::forget);
            connections.add(connection);
            open.incrementAndGet();
            connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
        } catch (IOException e) {
            ProxyLoop.LOG.warn("a connection to port {} was refused, too many open files?", port, e);
            ProxyLoop.reset(client);
        }
    }

    private static void ready(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
    }

    private void forget(ProxiedConnection connection) {
        if (connections.remove(connection)) {
            open.decrementAndGet();
        }
    }
}
