package io.pgspan.agent.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.agent.AgentException;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One action of an agent, with all that it was decided from: {@link AuditReplay} decides it again and shows the same rule.
 *
 * @param format the version of this form, {@value #FORMAT}
 * @param action what was done
 * @param member who did it
 * @param epoch of the cluster's record it went by
 * @param time the wall clock, for people; nothing is decided by it
 * @param actor who asked: {@value #SELF}, or the DNS name of the certificate a command came with
 * @param rule the id of the rule that decided
 * @param reason the decision in a sentence
 * @param detail what exactly, as JSON, for example {@code {"@type":"Clone","source":"hippo-1"}}
 * @param state the engine's state before the decision, as JSON
 * @param input the fact that led to it, as JSON
 */
public record AuditRecord(
        int format,
        AuditAction action,
        String member,
        long epoch,
        Instant time,
        String actor,
        String rule,
        String reason,
        String detail,
        JsonNode state,
        JsonNode input) {
    /** The form this version writes. */
    public static final int FORMAT = 1;

    /** The actor of what the agent did by itself. */
    public static final String SELF = "agent";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIGEST_CHARS = 16;

    /** Copies the trees. */
    public AuditRecord {
        state = state.deepCopy();
        input = input.deepCopy();
    }

    /** A record of this version; see the components for the parameters. */
    public static AuditRecord of(
            AuditAction action,
            Instant time,
            String actor,
            String rule,
            String reason,
            String detail,
            HaState state,
            HaInput input) {
        return new AuditRecord(
                FORMAT,
                action,
                state.me().member(),
                state.record().map(r -> r.epoch()).orElse(0L),
                time,
                actor,
                rule,
                reason,
                detail,
                ValueCodec.encode(state),
                ValueCodec.encode(input));
    }

    /** The first 16 digits of the SHA-256 of state and input: what was decided from, short enough to compare by eye. */
    public String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((state + "\n" + input).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new AgentException("the platform has no SHA-256", e);
        }
    }

    /** One line. */
    public String toJson() {
        ObjectNode o = JSON.createObjectNode()
                .put("format", format)
                .put("action", action.name())
                .put("member", member)
                .put("epoch", epoch)
                .put("time", time.toString())
                .put("actor", actor)
                .put("rule", rule)
                .put("reason", reason)
                .put("detail", detail)
                .put("digest", digest());
        o.set("state", state);
        o.set("input", input);
        return o.toString();
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws AgentException when the text is none, is of a newer form, or was changed since
     */
    public static AuditRecord parse(String text) {
        try {
            JsonNode o = JSON.readTree(text);
            if (o.path("format").asInt() < 1 || o.path("format").asInt() > FORMAT) {
                throw new AgentException("audit record: format " + o.path("format")
                        + " is not read by this version, which reads " + FORMAT + "; use the version that wrote it");
            }
            AuditRecord record = new AuditRecord(
                    o.path("format").asInt(),
                    AuditAction.valueOf(o.path("action").asText()),
                    o.path("member").asText(),
                    o.path("epoch").asLong(),
                    Instant.parse(o.path("time").asText()),
                    o.path("actor").asText(),
                    o.path("rule").asText(),
                    o.path("reason").asText(),
                    o.path("detail").asText(),
                    o.path("state"),
                    o.path("input"));
            if (!record.digest().equals(o.path("digest").asText())) {
                throw new AgentException("audit record: its digest is " + o.path("digest") + ", its content's is "
                        + record.digest() + ": it was changed or cut off");
            }
            return record;
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new AgentException("audit record: not one: " + e.getMessage(), e);
        }
    }
}
