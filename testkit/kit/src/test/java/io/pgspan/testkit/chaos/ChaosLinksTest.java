package io.pgspan.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.fleet.PodLinks.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosLinksTest {
    private static final int MILLIS_MAX = 5_000;

    @Test
    void aMemberReachesAnotherThroughALinkThatLeadsWhereTheOtherListens() throws IOException {
        try (ChaosLinks links = ChaosLinks.open(List.of("a", "b"));
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Endpoint direct = new Endpoint("127.0.0.1", server.getLocalPort());

            Endpoint seen = links.between("a", "b", Service.AGENT, direct);

            assertThat(seen).isNotEqualTo(direct).isNotEqualTo(links.between("a", "b", Service.POSTGRES, direct));
            server.setSoTimeout(MILLIS_MAX);
            try (Socket client = new Socket(seen.host(), seen.port());
                    Socket accepted = server.accept()) {
                client.setSoTimeout(MILLIS_MAX);
                accepted.getOutputStream().write('x');
                assertThat(client.getInputStream().read()).isEqualTo('x');
            }
        }
    }

    @Test
    void aMemberReachesItselfDirectlyAndStrangersAreNotProxied() {
        Endpoint direct = new Endpoint("127.0.0.1", 15432);
        try (ChaosLinks links = ChaosLinks.open(List.of("a", "b"))) {
            assertThat(links.between("a", "a", Service.POSTGRES, direct)).isEqualTo(direct);
            assertThat(links.between("a", "stranger", Service.POSTGRES, direct)).isEqualTo(direct);
            assertThat(links.between("stranger", "a", Service.POSTGRES, direct)).isEqualTo(direct);
            assertThat(links.recordApi("stranger", direct)).isEqualTo(direct);
            assertThat(links.recordApi("a", direct)).isNotEqualTo(direct).isNotEqualTo(links.recordApi("b", direct));
        }
    }
}
