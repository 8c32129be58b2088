package io.pgspan.testkit.base.network;

import static io.pgspan.testkit.base.network.Wire.Noticed.RESET;
import static io.pgspan.testkit.base.network.Wire.Noticed.SILENCE;
import static io.pgspan.testkit.base.network.Wire.finallyNoticed;
import static io.pgspan.testkit.base.network.Wire.noticed;
import static io.pgspan.testkit.base.network.Wire.receive;
import static io.pgspan.testkit.base.network.Wire.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.testkit.base.network.Cut.Bytes;
import io.pgspan.testkit.base.network.Cut.Newcomers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Cut DROPPING = Cut.silent().withBytes(Bytes.DROPPED);

    private ServerSocket service;
    private TcpProxy proxy;
    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        service = Wire.service();
        proxy = TcpProxy.to(service.getLocalPort(), 7);
        wire = Wire.through(proxy.port(), service);
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        proxy.close();
        service.close();
    }

    @Test
    void a_cut_is_silent_and_what_was_sent_into_it_arrives_after_healing_in_order() throws IOException {
        proxy.cut();
        send(wire.client(), "one ");
        send(wire.client(), "two");
        send(wire.server(), "news");

        assertThat(noticed(wire.server())).isEqualTo(SILENCE);
        assertThat(noticed(wire.client())).isEqualTo(SILENCE);

        proxy.heal();
        assertThat(receive(wire.server(), 7)).isEqualTo("one two");
        assertThat(receive(wire.client(), 4)).isEqualTo("news");
    }

    @Test
    void behind_a_cut_the_death_of_the_other_end_is_not_noticed_until_healing() throws IOException {
        proxy.cut();
        send(wire.client(), "unread"); // makes the close a reset
        Wire.kill(wire.server());

        assertThat(noticed(wire.client())).isEqualTo(SILENCE);
        send(wire.client(), "still writable");

        proxy.heal();
        assertThat(finallyNoticed(wire.client())).isEqualTo(RESET);
        Await.until("forgotten", PATIENCE, () -> proxy.traffic().open() == 0);
    }

    @Test
    void an_end_of_stream_sent_into_a_cut_arrives_after_healing() throws IOException {
        proxy.cut();
        wire.client().shutdownOutput();
        assertThat(noticed(wire.server())).isEqualTo(SILENCE);

        proxy.heal();
        assertThat(finallyNoticed(wire.server())).isEqualTo(Wire.Noticed.END);
    }

    @Test
    void a_cut_in_one_direction_lets_the_other_pass_but_keeps_its_dead_unknown() throws IOException {
        proxy.cut(Direction.TO_CLIENT, Cut.silent());

        send(wire.client(), "heard");
        assertThat(receive(wire.server(), 5)).isEqualTo("heard");
        send(wire.server(), "x");
        assertThat(noticed(wire.client())).isEqualTo(SILENCE);

        Wire.kill(wire.server());
        send(wire.client(), "to the dead");
        assertThat(noticed(wire.client())).isEqualTo(SILENCE);
        proxy.heal(Direction.TO_CLIENT);
        // the kernel may have discarded the held byte together with the dead socket
        assertThat(finallyNoticed(wire.client())).isIn(RESET, Wire.Noticed.BYTES);
    }

    @Test
    void newcomers_hang_at_a_silent_cut_and_come_in_after_healing() throws Exception {
        proxy.cut();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port());
        try (Socket hasty = new Socket()) {
            assertThatThrownBy(() -> hasty.connect(address, 300)).isInstanceOf(SocketTimeoutException.class);
        }
        try (SocketChannel patient = SocketChannel.open()) {
            patient.configureBlocking(false);
            assertThat(patient.connect(address)).isFalse();
            proxy.heal();
            Await.until("connected", PATIENCE, () -> finishes(patient));
            assertThat(service.accept().isConnected()).isTrue();
        }
    }

    private static boolean finishes(SocketChannel connecting) {
        try {
            return connecting.finishConnect();
        } catch (IOException e) {
            throw new AssertionError("refused instead of hanging", e);
        }
    }

    @Test
    void newcomers_are_refused_at_a_refusing_cut_while_those_inside_hear_nothing() throws IOException {
        proxy.cut(Cut.silent().withNewcomers(Newcomers.REFUSED));

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), proxy.port()))
                .isInstanceOf(ConnectException.class);
        assertThat(noticed(wire.client())).isEqualTo(SILENCE);

        proxy.heal();
        try (Wire second = Wire.through(proxy.port(), service)) {
            send(second.client(), "in");
            assertThat(receive(second.server(), 2)).isEqualTo("in");
        }
        send(wire.client(), "resumed");
        assertThat(receive(wire.server(), 7)).isEqualTo("resumed");
    }

    @Test
    void a_dropping_cut_never_blocks_the_sender_and_healing_resets_the_stream_with_the_hole() throws IOException {
        proxy.cut(DROPPING);
        byte[] much = new byte[8 * 1024 * 1024];
        wire.client().getOutputStream().write(much);
        Await.until("dropped", PATIENCE, () -> proxy.traffic().droppedToTarget() == much.length);
        assertThat(noticed(wire.server())).isEqualTo(SILENCE);
        assertThat(noticed(wire.client())).isEqualTo(SILENCE);

        proxy.heal();
        assertThat(finallyNoticed(wire.client())).isEqualTo(RESET);
        assertThat(finallyNoticed(wire.server())).isEqualTo(RESET);
    }

    @Test
    void a_connection_that_lost_nothing_in_a_dropping_cut_resumes() throws IOException {
        proxy.cut(DROPPING);
        assertThat(noticed(wire.server())).isEqualTo(SILENCE);
        proxy.heal();

        send(wire.client(), "intact");
        assertThat(receive(wire.server(), 6)).isEqualTo("intact");
    }

    @Test
    void with_one_way_loss_requests_arrive_answers_vanish_and_newcomers_come_in() throws IOException {
        proxy.lose(Direction.TO_CLIENT);
        try (Wire second = Wire.through(proxy.port(), service)) {
            send(second.client(), "write");
            assertThat(receive(second.server(), 5)).isEqualTo("write");
            send(second.server(), "done");
            assertThat(noticed(second.client())).isEqualTo(SILENCE);
            assertThat(proxy.traffic().droppedToClient()).isEqualTo(4);

            proxy.heal();
            assertThat(finallyNoticed(second.client())).isEqualTo(RESET);
            send(wire.server(), "here");
            assertThat(receive(wire.client(), 4)).isEqualTo("here");
        }
    }

    @Test
    void a_reset_hits_both_ends_of_all_also_behind_a_cut_and_spares_newcomers() throws IOException {
        try (Wire second = Wire.through(proxy.port(), service)) {
            proxy.cut();
            proxy.reset();
            for (Wire each : new Wire[] {wire, second}) {
                assertThat(finallyNoticed(each.client())).isEqualTo(RESET);
                assertThat(finallyNoticed(each.server())).isEqualTo(RESET);
            }
        }
        proxy.heal();
        try (Wire third = Wire.through(proxy.port(), service)) {
            send(third.client(), "fresh");
            assertThat(receive(third.server(), 5)).isEqualTo("fresh");
        }
    }

    @Test
    void bytes_are_late_by_the_latency_and_stay_in_order() throws IOException {
        proxy.delay(Direction.TO_TARGET, Latency.of(Duration.ofMillis(80)).withJitter(Duration.ofMillis(40)));
        long start = System.nanoTime();
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            send(wire.client(), i + ",");
            sent.append(i).append(',');
        }
        assertThat(receive(wire.server(), sent.length())).isEqualTo(sent.toString());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(took).isBetween(Duration.ofMillis(80), Duration.ofSeconds(5));
    }

    @Test
    void healing_delivers_at_once_what_is_under_way() throws IOException {
        proxy.delay(Latency.of(Duration.ofHours(1)));
        send(wire.client(), "stuck");
        assertThat(noticed(wire.server())).isEqualTo(SILENCE);

        proxy.heal();
        assertThat(receive(wire.server(), 5)).isEqualTo("stuck");
        send(wire.client(), "!");
        assertThat(receive(wire.server(), 1)).isEqualTo("!");
    }

    @Test
    void a_limited_link_takes_its_time_and_a_healed_one_does_not() throws IOException {
        int bytes = 100_000;
        proxy.limit(Direction.TO_TARGET, 200_000);
        Duration slow = timeToSend(bytes);
        assertThat(slow).isBetween(Duration.ofMillis(430), Duration.ofSeconds(3));

        proxy.heal();
        assertThat(timeToSend(bytes)).isLessThan(slow.dividedBy(2));
    }

    private Duration timeToSend(int bytes) throws IOException {
        long start = System.nanoTime();
        wire.client().getOutputStream().write(new byte[bytes]);
        assertThat(wire.server().getInputStream().readNBytes(bytes)).hasSize(bytes);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void a_dead_end_behind_a_cut_costs_no_processor_time() throws IOException {
        for (Cut how : new Cut[] {Cut.silent(), DROPPING}) {
            proxy.cut(how);
            send(wire.client(), "unread");
            Wire.kill(wire.client());
            assertThat(noticed(wire.server())).isEqualTo(SILENCE); // time for the reset to arrive
            long before = proxy.turns();
            assertThat(noticed(wire.server())).isEqualTo(SILENCE);
            assertThat(proxy.turns() - before).isLessThan(5);
            wire.close();
            proxy.heal();
            wire = Wire.through(proxy.port(), service);
        }
    }

    @Test
    void impossible_faults_are_refused() {
        assertThatThrownBy(() -> proxy.limit(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.of(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
    }
}
