package io.pgspan.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pgspan.agent.AgentException;
import io.pgspan.agent.tls.AgentTransport;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class AgentServerTest {
    private static final String GET = "GET /status HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir
    Path directory;

    private Parties parties;

    @BeforeEach
    void start() {
        parties = new Parties(directory);
    }

    @AfterEach
    void close() {
        parties.close();
    }

    /** What comes back on a connection of its own, until it ends. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(parties.endpoint.host(), parties.endpoint.port())) {
            socket.setSoTimeout((int) Parties.LIMIT.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private void plain() {
        parties.listening(AgentTransport.plaintextForTests());
    }

    @Test
    void commandsReachTheAgentUnderTheNameOfTheCertificate() throws Exception {
        parties.listening();
        parties.agent.outcome = CommandOutcome.accepted("hippo-1 will lead").with("candidate", "hippo-1");
        AgentDialler.Answer answer =
                parties.send(parties.caller("operator"), "POST", "/switchover", "{\"leader\":\"hippo-0\"}");
        assertThat(answer.status()).isEqualTo(202);
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(body.path("outcome").asText()).isEqualTo("accepted");
        assertThat(body.path("candidate").asText()).isEqualTo("hippo-1");
        assertThat(parties.agent.commands)
                .containsExactly("operator: Switchover[leader=hippo-0, candidate=null, scheduledAt=null]");
    }

    @Test
    void aMalformedCommandDoesNotReachTheAgent() throws Exception {
        parties.listening();
        AgentDialler.Answer answer =
                parties.send(parties.caller("operator"), "POST", "/switchover", "{\"leader\":1,\"x\":2}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"path\":\"leader\"").contains("\"path\":\"x\"");
        assertThat(parties.agent.commands).isEmpty();
    }

    @Test
    void nobodyAnnouncesFailsafeForAnotherMember() throws Exception {
        parties.listening();
        String body = "{\"member\":\"hippo-0\",\"podUid\":\"u\",\"incarnation\":\"i\",\"epoch\":1,\"version\":\"9\"}";
        assertThat(parties.send(parties.caller("hippo-1"), "POST", "/failsafe", body)
                        .status())
                .isEqualTo(400);
        assertThat(parties.agent.commands).isEmpty();
        assertThat(parties.send(parties.caller("hippo-0"), "POST", "/failsafe", body)
                        .status())
                .isEqualTo(200);
        assertThat(parties.agent.commands).hasSize(1);
    }

    @Test
    void aRefusalOfTheAgentIsAnsweredAsOne() throws Exception {
        parties.listening();
        AgentDialler operator = parties.caller("operator");
        for (CommandOutcome.Kind kind : CommandOutcome.Kind.values()) {
            parties.agent.outcome = new CommandOutcome(kind, "so it is", Map.of());
            assertThat(parties.send(operator, "POST", "/pause", "").status()).isEqualTo(kind.status());
        }
    }

    @Test
    void whatIsNoEndpointIsNotFoundAndTheWrongMethodIsSaidToBe() throws Exception {
        parties.listening();
        AgentDialler caller = parties.caller("hippo-1");
        assertThat(parties.get(caller, "/nothing").status()).isEqualTo(404);
        assertThat(parties.get(caller, "/failover").status()).isEqualTo(405);
        assertThat(parties.send(caller, "POST", "/primary", "{}").status()).isEqualTo(405);
        assertThat(parties.send(caller, "DELETE", "/status", "").status()).isEqualTo(405);
    }

    @Test
    void anAgentThatFailsToAnswerIsNotTheEndOfTheOthers() throws Exception {
        parties.listening();
        AgentDialler caller = parties.caller("hippo-1");
        AgentSnapshot good = parties.agent.snapshot;
        parties.agent.snapshot = new AgentSnapshot(
                good.role(), true, false, 0, good.sync(), false, false, true, true, () -> {
                    throw new AgentException("no status");
                });
        assertThat(parties.get(caller, "/status").status()).isEqualTo(500);
        parties.agent.snapshot = good;
        assertThat(parties.get(caller, "/status").status()).isEqualTo(200);
    }

    @Test
    void aHeadRequestIsAnsweredWithoutABody() throws Exception {
        plain();
        assertThat(raw("HEAD /primary HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: 3")
                .endsWith("\r\n\r\n");
    }

    @Test
    void requestsOneAfterAnotherUseOneConnection() throws Exception {
        plain();
        String answers = raw(GET + GET + "GET /status HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedUnread() throws Exception {
        plain();
        String body = "x".repeat(HttpReader.BODY_BYTES_MAX + 1);
        assertThat(raw("POST /pause HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))
                .startsWith("HTTP/1.1 413");
        assertThat(raw("POST /pause HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(parties.agent.commands).isEmpty();
    }

    @Test
    void theLargestBodyIsRead() throws Exception {
        plain();
        String body = "{\"reason\":\"fine\"" + " ".repeat(HttpReader.BODY_BYTES_MAX - 17) + "}";
        assertThat(body).hasSize(HttpReader.BODY_BYTES_MAX);
        assertThat(raw("POST /pause HTTP/1.1\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void whatIsNoHttpIsRefused() throws Exception {
        plain();
        assertThat(raw("GET /" + "x".repeat(HttpReader.HEAD_BYTES_MAX) + " HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(raw("POST /pause HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 411");
        assertThat(raw("POST /pause HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("POST /pause HTTP/1.1\r\nContent-Length: -1\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("hello\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /replica?lag=%zz HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET / HTTP/1.1\r\nno header\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void aRequestThatIsNotFinishedInTimeIsCutOff() throws Exception {
        plain();
        long begun = System.nanoTime();
        assertThat(raw("GET /status HTTP/1.1\r\nHost:")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(HttpConnection.REQUEST_LIMIT.minusMillis(50), Parties.LIMIT);
    }

    @Test
    void callersThatSayNothingKeepNobodyElseOut() throws Exception {
        parties.listening();
        AgentDialler caller = parties.caller("hippo-1");
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * HttpListener.CONNECTIONS_MAX; i++) {
                silent.add(new Socket(parties.endpoint.host(), parties.endpoint.port()));
            }
            assertThat(parties.get(caller, "/status").status()).isEqualTo(200);
            Socket last = silent.get(silent.size() - 1);
            last.setSoTimeout((int) Parties.LIMIT.toMillis());
            assertThat(read(last)).as("cut off after the handshake's limit").isNotPositive();
            assertThat(parties.get(caller, "/status").status()).isEqualTo(200);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    /** A reset is an end as well. */
    private static int read(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            return Assertions.fail("not cut off", e);
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    @SuppressWarnings("try")
    void probesAreToldYesOrNoAndNothingElse() throws Exception {
        try (ProbeServer probes = ProbeServer.start(parties.endpoint, parties.agent)) {
            String close = " HTTP/1.1\r\nConnection: close\r\n\r\n";
            assertThat(raw("GET /readiness" + close)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\nyes");
            parties.agent.snapshot = FakeAgent.standby(false, 12_345, SyncStanding.QUORUM);
            assertThat(raw("GET /readiness" + close)).startsWith("HTTP/1.1 503").endsWith("\r\n\r\nno");
            assertThat(raw("GET /liveness" + close)).startsWith("HTTP/1.1 200");
            assertThat(raw("GET /readiness?lag=1" + close)).startsWith("HTTP/1.1 503");
            for (String path : List.of("/status", "/primary", "/replica", "/")) {
                assertThat(raw("GET " + path + close)).startsWith("HTTP/1.1 404");
            }
            assertThat(raw("POST /switchover" + close)).startsWith("HTTP/1.1 404");
            assertThat(raw("POST /readiness" + close)).startsWith("HTTP/1.1 405");
            assertThat(parties.agent.commands).isEmpty();
        }
    }
}
