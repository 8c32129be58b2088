package io.pgspan.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.base.network.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentDiallerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(100);
    /** How long a read may hang here: far more than what drips in pauses, so that it is not what ends it. */
    private static final Duration READ = Duration.ofSeconds(10);

    private final AgentDialler dialler = patient(LIMIT);
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Endpoint endpoint = new Endpoint("127.0.0.1", listener.getLocalPort());

    AgentDiallerTest() throws IOException {}

    private static AgentDialler patient(Duration patience) {
        return new AgentDialler(AgentTransport.plaintextForTests(), patience);
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    /** What is done about a request, again and again on a connection until it fails. */
    private interface Reply {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    private void replying(Reply reply) {
        daemon(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    connections.incrementAndGet();
                    daemon(() -> serve(socket, reply));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "agent-that-is-asked");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket, Reply reply) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line;
            while ((line = in.readLine()) != null) {
                if (line.isEmpty()) {
                    requests.incrementAndGet();
                    reply.to(socket.getOutputStream());
                }
            }
        } catch (IOException | InterruptedException over) {
            // the same as an orderly end
        } finally {
            ended.incrementAndGet();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String answer(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private String failure(String method, Duration limit) {
        return failure(dialler, method, limit);
    }

    private String failure(AgentDialler asking, String method, Duration limit) {
        return Parties.causes(catchThrowableOfType(
                ExecutionException.class,
                () -> asking.send("hippo-0", endpoint, method, "/status", "", limit)
                        .get()));
    }

    @Test
    void oneConnectionServesAllQuestions() throws Exception {
        replying(out -> write(out, answer("ok")));
        for (int n = 0; n < 5; n++) {
            assertThat(dialler.get("hippo-0", endpoint, "/status", LIMIT).get().body())
                    .isEqualTo("ok");
        }
        assertThat(connections).hasValue(1);
    }

    @Test
    void whatWasConnectedToAnAddressThatAMemberHasLeftIsClosed() throws Exception {
        replying(out -> write(out, answer("ok")));
        dialler.get("hippo-0", endpoint, "/status", LIMIT).get();
        Endpoint moved = new Endpoint("localhost", endpoint.port());
        dialler.get("hippo-0", moved, "/status", LIMIT).get();
        Await.until("the first is closed", LIMIT, () -> ended.get() == 1);
        assertThat(connections).hasValue(2);
    }

    @Test
    void aRefusalIsAnAnswerAndKeepsTheConnection() throws Exception {
        replying(out -> write(out, answer("no").replace("200 OK", "503 Unavailable")));
        for (int n = 0; n < 3; n++) {
            AgentDialler.Answer answer =
                    dialler.get("hippo-0", endpoint, "/status", LIMIT).get();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("no");
        }
        assertThat(connections).hasValue(1);
    }

    @Test
    void aQuestionGoesOnANewConnectionWhenTheOtherEndHasClosedTheOldOne() throws Exception {
        replying(out -> {
            write(out, answer("ok"));
            throw new IOException("the connection ends after an answer");
        });
        dialler.get("hippo-0", endpoint, "/status", LIMIT).get();
        Await.until("the other end has closed it", LIMIT, () -> ended.get() == 1);
        assertThat(dialler.get("hippo-0", endpoint, "/status", LIMIT).get().body())
                .isEqualTo("ok");
        assertThat(connections).hasValue(2);
    }

    @Test
    void aCommandNeverTakesAConnectionThatMayBeStale() throws Exception {
        replying(out -> write(out, answer("ok")));
        dialler.get("hippo-0", endpoint, "/status", LIMIT).get();
        dialler.send("hippo-0", endpoint, "POST", "/restart", "", LIMIT).get();
        assertThat(connections).hasValue(2);
    }

    @Test
    void aCommandIsSentOnce() {
        replying(out -> {
            throw new IOException("the connection ends without an answer");
        });
        assertThat(failure("POST", LIMIT)).doesNotContain(TimeoutException.class.getName());
        assertThat(requests).hasValue(1);
    }

    @Test
    void anAnswerThatIsTooLongIsRefused() {
        replying(out -> write(out, answer("x".repeat(64 * 1024 + 1))));
        assertThat(failure("GET", LIMIT)).contains("longer than 65536 bytes");
    }

    @Test
    void whatDripsInIsEndedAfterAWhile() {
        replying(out -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n");
            for (int n = 0; n < 60_000; n++) {
                write(out, "x");
                Thread.sleep(SHORT.toMillis());
            }
        });
        assertThat(failure(patient(READ), "GET", SHORT)).contains(TimeoutException.class.getName());
        Await.until("the connection is closed", LIMIT, () -> ended.get() > 0);
    }

    @Test
    void whatConnectsLateServesTheNextQuestion() throws Exception {
        CountDownLatch givenUp = new CountDownLatch(1);
        replying(out -> {
            givenUp.await();
            write(out, answer("ok"));
        });
        assertThat(failure("GET", SHORT)).contains(TimeoutException.class.getName());
        givenUp.countDown();
        Await.until("it was answered after all", LIMIT, () -> dialler.keeps("hippo-0"));
        assertThat(dialler.get("hippo-0", endpoint, "/status", LIMIT).get().body())
                .isEqualTo("ok");
        assertThat(connections).hasValue(1);
    }
}
