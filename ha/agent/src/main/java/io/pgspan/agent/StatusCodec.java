package io.pgspan.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.ha.PeerStatus;
import io.pgspan.model.wal.Lsn;

/** A member's status as JSON. A missing or malformed field makes the whole status unusable: half a status must elect nobody. */
final class StatusCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusCodec() {}

    static ObjectNode encode(PeerStatus s) {
        return JSON.createObjectNode()
                .put("member", s.member())
                .put("role", s.role().name())
                .put("epoch", s.epoch())
                .put("systemIdentifier", s.systemIdentifier())
                .put("timeline", s.timeline())
                .put("received", s.received().toString())
                .put("replayed", s.replayed().toString())
                .put("streaming", s.streaming())
                .put("promisedVersion", s.promisedVersion())
                .put("newestFormat", s.newestFormat())
                .put("guarded", s.guarded());
    }

    static PeerStatus decode(String text) {
        try {
            JsonNode o = JSON.readTree(text);
            return new PeerStatus(
                    field(o, "member").asText(),
                    PeerStatus.Role.valueOf(field(o, "role").asText()),
                    field(o, "epoch").longValue(),
                    field(o, "systemIdentifier").asText(),
                    field(o, "timeline").intValue(),
                    Lsn.of(field(o, "received").asText()),
                    Lsn.of(field(o, "replayed").asText()),
                    field(o, "streaming").booleanValue(),
                    field(o, "promisedVersion").asText(),
                    o.path("newestFormat").asInt(1),
                    o.path("guarded").asBoolean(true));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new AgentException("peer status: not a status: " + e.getMessage(), e);
        }
    }

    private static JsonNode field(JsonNode o, String name) {
        JsonNode f = o.get(name);
        if (f == null || f.isNull()) {
            throw new AgentException("peer status: " + name + " is missing");
        }
        return f;
    }
}
