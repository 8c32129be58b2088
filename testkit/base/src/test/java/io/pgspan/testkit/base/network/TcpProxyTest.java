package io.pgspan.testkit.base.network;

import static io.pgspan.testkit.base.network.Wire.Noticed.END;
import static io.pgspan.testkit.base.network.Wire.Noticed.RESET;
import static io.pgspan.testkit.base.network.Wire.finallyNoticed;
import static io.pgspan.testkit.base.network.Wire.receive;
import static io.pgspan.testkit.base.network.Wire.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KERNEL_BUFFERS_MAX = 16 * 1024 * 1024;

    private ServerSocket service;
    private TcpProxy proxy;

    @BeforeEach
    void open() throws IOException {
        service = Wire.service();
        proxy = TcpProxy.to(service.getLocalPort(), 7);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        service.close();
    }

    @Test
    void bytes_go_both_ways_and_are_counted() throws IOException {
        try (Wire wire = Wire.through(proxy.port(), service)) {
            send(wire.client(), "request");
            assertThat(receive(wire.server(), 7)).isEqualTo("request");
            send(wire.server(), "an answer");
            assertThat(receive(wire.client(), 9)).isEqualTo("an answer");

            Await.until("counted", PATIENCE, () -> proxy.traffic().equals(new Traffic(1, 1, 7, 9, 0, 0)));
        }
        Await.until("gone", PATIENCE, () -> proxy.traffic().open() == 0);
    }

    @Test
    void an_end_of_stream_passes_while_the_other_direction_goes_on() throws IOException {
        try (Wire wire = Wire.through(proxy.port(), service)) {
            send(wire.client(), "last words");
            wire.client().shutdownOutput();

            assertThat(receive(wire.server(), 10)).isEqualTo("last words");
            assertThat(finallyNoticed(wire.server())).isEqualTo(END);
            send(wire.server(), "understood");
            assertThat(receive(wire.client(), 10)).isEqualTo("understood");

            wire.server().close();
            assertThat(finallyNoticed(wire.client())).isEqualTo(END);
            Await.until("closed", PATIENCE, () -> proxy.traffic().open() == 0);
        }
    }

    @Test
    void a_reset_passes_as_a_reset_in_both_directions() throws IOException {
        try (Wire wire = Wire.through(proxy.port(), service)) {
            Wire.kill(wire.server());
            assertThat(finallyNoticed(wire.client())).isEqualTo(RESET);
        }
        try (Wire wire = Wire.through(proxy.port(), service)) {
            Wire.kill(wire.client());
            assertThat(finallyNoticed(wire.server())).isEqualTo(RESET);
        }
        Await.until("both forgotten", PATIENCE, () -> proxy.traffic().open() == 0);
    }

    @Test
    void a_target_that_refuses_is_seen_as_a_reset() throws IOException {
        service.close();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(finallyNoticed(client)).isEqualTo(RESET);
        }
    }

    @Test
    void new_connections_follow_a_new_target() throws IOException {
        try (ServerSocket other = Wire.service();
                Wire before = Wire.through(proxy.port(), service)) {
            proxy.retarget(other.getLocalPort());
            try (Wire after = Wire.through(proxy.port(), other)) {
                send(after.client(), "new");
                assertThat(receive(after.server(), 3)).isEqualTo("new");
                send(before.client(), "old");
                assertThat(receive(before.server(), 3)).isEqualTo("old");
            }
        }
    }

    @Test
    void a_receiver_that_does_not_read_blocks_the_sender_and_loses_nothing() throws Exception {
        byte[] pattern = new byte[64 * 1024];
        new Random(1).nextBytes(pattern);
        try (SocketChannel client = SocketChannel.open(
                        new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()));
                Socket server = service.accept()) {
            client.configureBlocking(false);
            long sent = fill(client, pattern);

            assertThat(sent).isGreaterThan(Pipe.BUFFER_MAX / 2).isLessThan(KERNEL_BUFFERS_MAX);

            byte[] received = server.getInputStream().readNBytes((int) sent);
            for (int i = 0; i < received.length; i++) {
                assertThat(received[i]).isEqualTo(pattern[i % pattern.length]);
            }
            Await.until("writable again", PATIENCE, () -> writes(client));
        }
    }

    /** Writes until nothing has been taken for a while; returns how much was. */
    private static long fill(SocketChannel client, byte[] pattern) throws IOException {
        long sent = 0;
        long lastProgress = System.nanoTime();
        while (System.nanoTime() - lastProgress < TimeUnit.MILLISECONDS.toNanos(200) && sent < KERNEL_BUFFERS_MAX) {
            int at = (int) (sent % pattern.length);
            int count = client.write(ByteBuffer.wrap(pattern, at, pattern.length - at));
            if (count > 0) {
                sent += count;
                lastProgress = System.nanoTime();
            } else {
                Thread.onSpinWait();
            }
        }
        return sent;
    }

    private static boolean writes(SocketChannel client) {
        try {
            return client.write(ByteBuffer.wrap(new byte[1])) > 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void many_connections_keep_their_bytes_apart() throws Exception {
        proxy.delay(Latency.none().withJitter(Duration.ofMillis(3)));
        List<Wire> wires = new ArrayList<>();
        List<byte[]> sent = new ArrayList<>();
        Random random = new Random(42);
        for (int i = 0; i < 60; i++) {
            wires.add(Wire.through(proxy.port(), service));
            byte[] bytes = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(bytes);
            sent.add(bytes);
        }
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < wires.size(); i++) {
                sendInPieces(wires.get(i).client(), sent.get(i), new Random(i));
            }
        });
        for (int i = 0; i < wires.size(); i++) {
            assertThat(wires.get(i).server().getInputStream().readNBytes(sent.get(i).length))
                    .as("connection " + i)
                    .isEqualTo(sent.get(i));
        }
        sending.get(60, TimeUnit.SECONDS);
        assertThat(proxy.traffic().open()).isEqualTo(60);
        for (Wire wire : wires) {
            wire.close();
        }
    }

    private static void sendInPieces(Socket client, byte[] bytes, Random random) {
        try {
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(5_000));
                client.getOutputStream().write(bytes, at, count);
                at += count;
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void closing_resets_the_connections_frees_the_port_and_ends_the_thread() throws IOException {
        long threads = proxyThreads();
        try (Wire wire = Wire.through(proxy.port(), service)) {
            proxy.cut();
            proxy.close();
            proxy.close();

            assertThat(finallyNoticed(wire.client())).isEqualTo(RESET);
            assertThat(finallyNoticed(wire.server())).isEqualTo(RESET);
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), proxy.port()))
                .isInstanceOf(ConnectException.class);
        assertThat(proxyThreads()).isEqualTo(threads - 1);
        assertThatThrownBy(() -> proxy.heal())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private static long proxyThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tcp-proxy"))
                .count();
    }
}
