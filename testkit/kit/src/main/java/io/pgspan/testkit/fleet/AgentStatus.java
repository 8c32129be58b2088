package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;

/**
 * What an agent says of its member. Texts it doesn't tell are empty, numbers 0.
 *
 * @param member the pod's name
 * @param role what its PostgreSQL is now
 * @param epoch the lease's epoch it knows
 * @param systemIdentifier of its data directory
 * @param timeline it is on
 * @param received the last WAL position it has
 * @param replayed the last WAL position it has replayed
 * @param streaming whether it streams from a primary
 * @param promisedVersion the record version it has promised not to go behind
 * @param rule the name of the rule that decided last
 * @param reason that decision in words
 * @param incarnation which start of the agent this is
 * @param postgresVersion the PostgreSQL that runs, major and minor
 */
public record AgentStatus(
        String member,
        Role role,
        long epoch,
        String systemIdentifier,
        int timeline,
        Lsn received,
        Lsn replayed,
        boolean streaming,
        String promisedVersion,
        String rule,
        String reason,
        String incarnation,
        String postgresVersion) {

    /** What a member is. */
    public enum Role {
        /** Out of recovery. */
        PRIMARY,
        /** In recovery. */
        STANDBY,
        /** No PostgreSQL answers. */
        DOWN,
        /** It has no data and never will. */
        ARBITER
    }

    static AgentStatus of(JsonNode json) {
        try {
            return new AgentStatus(
                    json.path("member").asText(""),
                    Role.valueOf(json.path("role").asText()),
                    json.path("epoch").asLong(),
                    json.path("systemIdentifier").asText(""),
                    json.path("timeline").asInt(),
                    Lsn.of(json.path("received").asText("0/0")),
                    Lsn.of(json.path("replayed").asText("0/0")),
                    json.path("streaming").asBoolean(),
                    json.path("promisedVersion").asText(""),
                    json.path("rule").asText(""),
                    json.path("reason").asText(""),
                    json.path("incarnation").asText(""),
                    json.path("postgresVersion").asText(""));
        } catch (IllegalArgumentException e) {
            throw new PgspanException("agent status: '" + json.path("role").asText() + "' is no role of a member", e);
        }
    }

    /** Whether it is a primary. */
    public boolean isPrimary() {
        return role == Role.PRIMARY;
    }
}
