package io.pgspan.agent.http;

import io.pgspan.agent.AgentException;
import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.agent.tls.TlsIdentity;
import io.pgspan.postgres.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Asks agents over HTTPS. Who answers must show a certificate for the member that was asked, at the handshake and, since a connection
 * outlives it and an address may pass to another pod, again with each answer. Certificates that changed on this side come into force with the
 * next question. Thread-safe.
 */
public final class AgentDialler {
    /**
     * How long a question goes on after whoever asked has given up: on a busy machine a handshake may take longer than a peer is waited for,
     * and if each question began one anew, none would ever be answered. What was connected so serves the next question. Commands end with
     * their limit: one that arrives late is not what was meant.
     */
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(3);

    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    private final AgentTransport transport;
    private final Map<String, String> memberAt = new ConcurrentHashMap<>();
    private volatile @Nullable Dialled dialled;

    /** A client and the certificates it was made with. */
    private record Dialled(long generation, HttpClient http) {}

    /** An agent's answer, certainly the one that was asked. */
    public record Answer(int status, String body) {}

    /** @param transport how both sides prove who they are */
    public AgentDialler(AgentTransport transport) {
        this.transport = transport;
    }

    /** {@code GET path} of a member; completes exceptionally without an answer within the limit. */
    public CompletableFuture<Answer> get(String member, Endpoint agent, String path, Duration limit) {
        return send(member, agent, "GET", path, "", limit);
    }

    /**
     * A request to a member.
     *
     * @param member who is asked
     * @param agent where its agent listens
     * @param method for example {@code POST}
     * @param path with the query
     * @param body empty for none
     * @return completes exceptionally when the member does not answer within the limit, or somebody else does
     */
    public CompletableFuture<Answer> send(
            String member, Endpoint agent, String method, String path, String body, Duration limit) {
        String scheme = transport.match(tls -> "https", () -> "http");
        Duration patience = method.equals("GET") && limit.compareTo(CONNECT_PATIENCE) < 0 ? CONNECT_PATIENCE : limit;
        HttpRequest request = HttpRequest.newBuilder(URI.create(scheme + "://" + agent + path))
                .timeout(patience)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        memberAt.put(key(agent.host(), agent.port()), member);
        CompletableFuture<HttpResponse<String>> exchange =
                client().sendAsync(request, BoundedBody.ofText(ANSWER_BYTES_MAX));
        // the request's own limit ends with the answer's head
        CompletableFuture<Answer> answered = exchange.thenApply(answer -> proven(member, answer))
                .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        exchange.cancel(true);
                    }
                });
        return answered.copy().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Answer proven(String member, HttpResponse<String> answer) {
        boolean itself = transport.match(
                tls -> answer.sslSession()
                        .map(TlsIdentity::peerNames)
                        .filter(names -> names.contains(member.toLowerCase(Locale.ROOT)))
                        .isPresent(),
                () -> true);
        if (!itself) {
            throw new AgentException("agent " + member + " is answered for by another certificate");
        }
        return new Answer(answer.statusCode(), answer.body());
    }

    private HttpClient client() {
        long generation = transport.match(TlsIdentity::generation, () -> 1L);
        Dialled made = dialled;
        if (made == null || made.generation() != generation) {
            made = new Dialled(
                    generation, transport.match(this::secured, () -> builder().build()));
            dialled = made;
        }
        return made.http();
    }

    private HttpClient secured(TlsIdentity identity) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(TlsIdentity.protocols());
        return builder()
                .sslContext(identity.clientContext((host, port) -> memberAt.get(key(host, port))))
                .sslParameters(parameters)
                .build();
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_PATIENCE);
    }

    private static String key(String host, int port) {
        return (host.startsWith("[") ? host.substring(1, host.length() - 1) : host).toLowerCase(Locale.ROOT) + " "
                + port;
    }
}
