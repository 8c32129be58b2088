package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pgspan.model.PgspanException;
import io.pgspan.postgres.Endpoint;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks an agent over HTTP. Each question is answered or given up within 2 s. */
public final class AgentClient {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One for all: it keeps a thread of its own. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    private AgentClient() {}

    /**
     * What the agent says of its member; empty when it doesn't answer within 2 s.
     *
     * @throws PgspanException when the answer is not a status
     */
    public static Optional<AgentStatus> status(Endpoint agent) {
        try {
            HttpResponse<String> response = HTTP.send(request(agent, "/status"), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != HttpURLConnection.HTTP_OK) {
                return Optional.empty();
            }
            JsonNode json = JSON.readTree(response.body());
            return Optional.of(AgentStatus.of(json));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new PgspanException("agent " + agent + ": its status is not JSON: " + e.getMessage(), e);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Like {@link #status(Endpoint)}. */
    public static Optional<AgentStatus> status(String host, int port) {
        return status(new Endpoint(host, port));
    }

    /** Whether {@code path} answers 200; false after 2 s without an answer. Never completes with an error. */
    static CompletableFuture<Boolean> isOk(Endpoint agent, String path) {
        return HTTP.sendAsync(request(agent, path), HttpResponse.BodyHandlers.discarding())
                .handle((response, failure) -> failure == null && response.statusCode() == HttpURLConnection.HTTP_OK);
    }

    private static HttpRequest request(Endpoint agent, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + agent + path))
                .timeout(LIMIT)
                .GET()
                .build();
    }
}
