package io.pgspan.testkit.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.agent.audit.AuditAction;
import io.pgspan.agent.audit.AuditRecord;
import io.pgspan.agent.audit.AuditReplay;
import io.pgspan.model.wal.Lsn;
import java.util.Optional;

/**
 * A promotion as an agent's audit record tells of it.
 *
 * @param member who was promoted
 * @param epoch of the record it went by
 * @param fromTimeline the timeline it was on
 * @param received the last position it had
 * @param rule the id of the rule that decided
 * @param replays whether the engine decides the same again from what is recorded
 */
public record Promotion(String member, long epoch, int fromTimeline, Lsn received, String rule, boolean replays) {
    private static final String PROMOTE = "{\"@type\":\"Promote\"";

    /** What the record tells; empty when it is about something else, a start without a change of timeline for example. */
    static Optional<Promotion> of(AuditRecord record) {
        if (record.action() != AuditAction.PROMOTION || !record.detail().startsWith(PROMOTE)) {
            return Optional.empty();
        }
        JsonNode local = record.state().path("local");
        return Optional.of(new Promotion(
                record.member(),
                record.epoch(),
                local.path("history").path("timeline").asInt(),
                Lsn.of(local.path("received").asText("0/0")),
                record.rule(),
                AuditReplay.explain(record).same()));
    }
}
