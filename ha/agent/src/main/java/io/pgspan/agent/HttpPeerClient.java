package io.pgspan.agent;

import io.pgspan.ha.PeerStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks over HTTP. */
public final class HttpPeerClient implements PeerClient {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(500))
            .build();

    @Override
    public CompletableFuture<PeerStatus> ask(MemberAddress peer, Duration limit) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://" + peer.agent().host() + ":" + peer.agent().port() + "/status"))
                .timeout(limit)
                .GET()
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
            if (answer.statusCode() != 200) {
                throw new AgentException("peer " + peer.name() + " answered " + answer.statusCode());
            }
            PeerStatus status = StatusCodec.decode(answer.body());
            if (!status.member().equals(peer.name())) {
                throw new AgentException("peer " + peer.name() + " is answered for by " + status.member());
            }
            return status;
        });
    }
}
