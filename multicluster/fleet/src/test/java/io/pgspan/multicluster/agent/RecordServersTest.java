package io.pgspan.multicluster.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.pgspan.agent.AgentException;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.StoreException;
import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordServersTest {
    private static final String THREE =
            "east=https://east.example:6443, north=http://north.example,west=https://west.example";

    private static RecordServers of(Map<String, String> environment) {
        return new AgentEnvironment(environment).recordServers();
    }

    @Test
    void oneServerDecidesAlone() {
        try (RecordServers servers = of(Map.of("PGSPAN_RECORD_API", "http://hub.example:8080"))) {
            assertThat(servers.clients()).hasSize(1);
            assertThat(servers.store("hippo-0", "demo", "hippo").toString())
                    .isEqualTo("record in Lease demo/hippo on http://hub.example:8080/");
        }
    }

    @Test
    void ofThreeServersAMajorityDecides() {
        try (RecordServers servers = of(Map.of("PGSPAN_RECORD_APIS", THREE))) {
            assertThat(servers.store("hippo-0", "demo", "hippo").toString())
                    .startsWith("record on a majority of {east=Lease demo/hippo on https://east.example:6443/,")
                    .contains("north=Lease demo/hippo on http://north.example/")
                    .contains("west=Lease demo/hippo on https://west.example/");
        }
    }

    @Test
    void twoServersAreRefusedAndItIsSaidWhy() {
        assertThatThrownBy(
                        () -> of(Map.of("PGSPAN_RECORD_APIS", "east=https://east.example,west=https://west.example")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("PGSPAN_RECORD_APIS")
                .hasMessageContaining("a majority of two is both")
                .hasMessageContaining("Name a third independent API server, or keep the record on one");
    }

    @Test
    void oneServerUnderTwoNamesIsRefused() {
        assertThatThrownBy(() -> RecordServers.majorityOf(THREE + ",south=HTTPS://West.example/"))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("south and west are both https://west.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://east.example",
                "=https://east.example",
                "East=https://east.example",
                "east=https://east.example,",
                "east=https://east.example,east=https://west.example"
            })
    void namesAreNeededOnceEach(String text) {
        assertThatThrownBy(() -> RecordServers.majorityOf(text))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "http://a b", "https://root:s3cret@east.example", "east.example:6443", ""})
    void aServerIsAnAddressOrAReadableFile(String server) {
        assertThatThrownBy(() -> RecordServers.one(server))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("record server hub")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void credentialsOfAKubeconfigGoWithEachRequest(@TempDir Path directory) throws IOException {
        List<String> credentials = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            credentials.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        Path file = Files.writeString(directory.resolve("west.kubeconfig"), """
            apiVersion: v1
            kind: Config
            clusters:
            - name: west
              cluster: {server: "http://127.0.0.1:%d"}
            users:
            - name: agent
              user: {token: s3cret}
            contexts:
            - name: west
              context: {cluster: west, user: agent}
            current-context: west
            """.formatted(
                        server.getAddress().getPort()));
        try (RecordServers servers = RecordServers.one(file.toString());
                RecordStore store = servers.store("hippo-0", "demo", "hippo")) {
            assertThatThrownBy(() -> store.read(Duration.ofSeconds(20)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageNotContaining("s3cret");
        } finally {
            server.stop(0);
        }
        assertThat(credentials)
                .containsExactly("/apis/coordination.k8s.io/v1/namespaces/demo/leases/hippo Bearer s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apiVersion: v1\nkind: Config\n", "{{", ""})
    void aKubeconfigThatSaysNothingIsRefused(String text, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("west.kubeconfig"), text);
        String servers = "east=https://east.example,north=https://north.example,west=" + file;
        assertThatThrownBy(() -> RecordServers.majorityOf(servers))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("record server west: kubeconfig");
    }

    @Test
    void oneOrSeveralIsForTheEnvironmentToSay() {
        assertThatThrownBy(() -> of(Map.of())).hasMessageContaining("neither is given");
        assertThatThrownBy(() -> of(Map.of("PGSPAN_RECORD_API", "http://hub.example", "PGSPAN_RECORD_APIS", THREE)))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("both are given");
    }
}
