package io.pgspan.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pgspan.agent.http.AgentCommand;
import io.pgspan.agent.http.AgentDialler;
import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.ha.PeerStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks over HTTPS; see {@link AgentDialler} for what an answer has proven. */
public final class HttpPeerClient implements PeerClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AgentDialler dialler;

    /** @param transport how both sides prove who they are */
    public HttpPeerClient(AgentTransport transport) {
        this.dialler = new AgentDialler(transport);
    }

    @Override
    public CompletableFuture<PeerStatus> ask(MemberAddress peer, Duration limit) {
        return dialler.get(peer.name(), peer.agent(), "/status", limit).thenApply(answer -> {
            if (answer.status() != 200) {
                throw new AgentException("peer " + peer.name() + " answered " + answer.status());
            }
            PeerStatus status = StatusCodec.decode(answer.body());
            if (!status.member().equals(peer.name())) {
                throw new AgentException("peer " + peer.name() + " is answered for by " + status.member());
            }
            return status;
        });
    }

    @Override
    public CompletableFuture<FailsafeAnswer> announce(
            MemberAddress peer, AgentCommand.Failsafe announcement, Duration limit) {
        String body = JSON.createObjectNode()
                .put("member", announcement.holder().member())
                .put("podUid", announcement.holder().podUid())
                .put("incarnation", announcement.holder().incarnation())
                .put("epoch", announcement.epoch())
                .put("version", announcement.recordVersion())
                .toString();
        return dialler.send(peer.name(), peer.agent(), "POST", "/failsafe", body, limit)
                .thenApply(answer ->
                        new FailsafeAnswer(peer.name(), answer.status() == 200, message(peer, answer.body())));
    }

    private static String message(MemberAddress peer, String body) {
        try {
            return JSON.readTree(body).path("message").asText(body);
        } catch (JsonProcessingException e) {
            throw new AgentException("peer " + peer.name() + ": its answer is no JSON", e);
        }
    }
}
