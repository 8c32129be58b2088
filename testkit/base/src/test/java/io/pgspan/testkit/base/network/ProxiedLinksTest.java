package io.pgspan.testkit.base.network;

import static io.pgspan.testkit.base.network.Wire.Noticed.BYTES;
import static io.pgspan.testkit.base.network.Wire.Noticed.RESET;
import static io.pgspan.testkit.base.network.Wire.Noticed.SILENCE;
import static io.pgspan.testkit.base.network.Wire.finallyNoticed;
import static io.pgspan.testkit.base.network.Wire.noticed;
import static io.pgspan.testkit.base.network.Wire.receive;
import static io.pgspan.testkit.base.network.Wire.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxiedLinksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> NODES = List.of("a", "b", "c", "d", "e");

    private final Map<String, ServerSocket> services = new LinkedHashMap<>();
    private final Map<String, Wire> wires = new LinkedHashMap<>();
    private ProxiedLinks links;

    @BeforeEach
    void open() throws IOException {
        ProxiedLinksBuilder builder = ProxiedLinks.builder().seed(7);
        for (String node : NODES) {
            services.put(node, Wire.service());
            builder.service(node, "agent", service(node).getLocalPort());
        }
        links = builder.node("client").open();
        for (String from : links.nodes()) {
            for (String to : NODES) {
                if (!from.equals(to)) {
                    wires.put(from + to, Wire.through(links.port(from, to, "agent"), service(to)));
                }
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        links.close();
        for (Wire wire : wires.values()) {
            wire.close();
        }
        for (ServerSocket service : services.values()) {
            service.close();
        }
    }

    private ServerSocket service(String node) {
        return Objects.requireNonNull(services.get(node));
    }

    private Wire wire(String fromTo) {
        return Objects.requireNonNull(wires.get(fromTo));
    }

    /** One byte sent into every connection arrives, these pairs' aside. */
    private void assertSilent(String... pairs) throws IOException {
        for (Wire wire : wires.values()) {
            send(wire.client(), "?");
        }
        Set<String> expected = Set.of(pairs);
        assertThat(wires).containsKeys(pairs);
        for (Map.Entry<String, Wire> wire : wires.entrySet()) {
            if (!expected.contains(wire.getKey())) {
                assertThat(finallyNoticed(wire.getValue().server()))
                        .as(wire.getKey())
                        .isEqualTo(BYTES);
            }
        }
        for (String pair : pairs) {
            assertThat(noticed(wire(pair).server())).as(pair).isEqualTo(SILENCE);
        }
    }

    @Test
    void every_pair_has_ports_of_its_own_and_a_node_reaches_itself_directly() {
        List<Integer> ports = new ArrayList<>();
        for (String from : NODES) {
            for (String to : NODES) {
                ports.add(links.port(from, to, "agent"));
            }
        }
        assertThat(ports).doesNotHaveDuplicates().hasSize(25);
        assertThat(links.port("a", "a", "agent")).isEqualTo(service("a").getLocalPort());
    }

    @Test
    void a_cut_link_is_silent_in_one_order_of_the_names_only() throws IOException {
        links.cut("a", "b");
        assertSilent("ab");
    }

    @Test
    void an_isolated_node_reaches_nobody_and_nobody_reaches_it() throws IOException {
        links.isolate("c");
        assertSilent("ca", "cb", "cd", "ce", "ac", "bc", "dc", "ec", "clientc");
    }

    @Test
    void a_partition_separates_two_sets_and_nobody_else() throws IOException {
        links.partition(Set.of("a", "b"), Set.of("c", "d"));
        assertSilent("ac", "ad", "bc", "bd", "ca", "cb", "da", "db");
    }

    @Test
    void in_a_ring_each_sees_its_two_neighbours() throws IOException {
        links.ring(NODES);
        assertSilent("ac", "ad", "bd", "be", "ca", "ce", "da", "db", "eb", "ec");
    }

    @Test
    void healing_everything_delivers_what_was_sent_into_the_cuts() throws IOException {
        links.ring(NODES);
        links.isolate("a");
        for (Wire wire : wires.values()) {
            send(wire.client(), "late");
        }
        links.heal();
        for (Wire wire : wires.values()) {
            assertThat(receive(wire.server(), 4)).isEqualTo("late");
        }
    }

    @Test
    void a_reset_of_one_node_spares_the_connections_of_others() throws IOException {
        links.of("e").reset();
        assertThat(finallyNoticed(wire("ae").client())).isEqualTo(RESET);
        assertThat(finallyNoticed(wire("ea").server())).isEqualTo(RESET);
        send(wire("ab").client(), "fine");
        assertThat(receive(wire("ab").server(), 4)).isEqualTo("fine");
    }

    @Test
    void traffic_is_summed_over_the_chosen_links() throws IOException {
        send(wire("ab").client(), "12345");
        send(wire("ba").client(), "123");
        Await.until("both counted", PATIENCE, () -> links.of("a").traffic().deliveredToTarget() == 8);
        assertThat(links.between("a", "b").traffic().deliveredToTarget()).isEqualTo(5);
        assertThat(links.all().traffic().open()).isEqualTo(wires.size());
    }

    @Test
    void a_service_that_came_back_elsewhere_is_reached_by_all() throws IOException {
        try (ServerSocket elsewhere = Wire.service()) {
            links.retarget("b", "agent", elsewhere.getLocalPort());
            try (Wire wire = Wire.through(links.port("d", "b", "agent"), elsewhere)) {
                send(wire.server(), "moved");
                assertThat(receive(wire.client(), 5)).isEqualTo("moved");
            }
            assertThat(links.port("b", "b", "agent")).isEqualTo(elsewhere.getLocalPort());
        }
    }

    @Test
    void unknown_names_are_refused_with_the_known_ones() {
        assertThatThrownBy(() -> links.cut("a", "z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no node z")
                .hasMessageContaining("[a, b, c, d, e, client]");
        assertThatThrownBy(() -> links.port("a", "b", "postgres")).hasMessageContaining("[agent]");
        assertThatThrownBy(() -> links.link("a", "a", "agent")).hasMessageContaining("without a link");
        assertThatThrownBy(() -> links.partition(Set.of("a"), Set.of("a", "b"))).hasMessageContaining("overlap");
        assertThatThrownBy(() -> links.ring(List.of("a", "b", "a"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> ProxiedLinks.builder().service("a", "x", 0)).hasMessageContaining("1..65535");
    }

    @Test
    void closing_ends_all_connections() throws IOException {
        links.isolate("a");
        links.close();
        for (Wire wire : wires.values()) {
            assertThat(finallyNoticed(wire.client())).isEqualTo(RESET);
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), links.port("a", "b", "agent")))
                .isInstanceOf(IOException.class);
    }
}
