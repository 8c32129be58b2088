package io.pgspan.testkit.fleet;

import io.pgspan.postgres.Endpoint;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks as a kubelet does: over HTTP and without a certificate. Each question is answered or given up within 2 s. */
final class Probes {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** One for all: it keeps a thread of its own. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    private Probes() {}

    /** Whether {@code path} answers 200; false after 2 s without an answer. Never completes with an error. */
    static CompletableFuture<Boolean> isOk(Endpoint probe, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + probe + path))
                .timeout(LIMIT)
                .GET()
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((response, failure) -> failure == null && response.statusCode() == HttpURLConnection.HTTP_OK);
    }
}
