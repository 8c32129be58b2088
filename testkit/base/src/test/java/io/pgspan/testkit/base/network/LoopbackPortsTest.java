package io.pgspan.testkit.base.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {
    @Test
    void ports_are_free_distinct_and_outside_the_ephemeral_range() throws IOException {
        List<Integer> ports =
                IntStream.range(0, 50).mapToObj(i -> LoopbackPorts.next()).toList();

        assertThat(ports)
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(10_000, 31_999));
        try (ServerSocket socket = new ServerSocket(ports.get(0), 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        }
    }
}
