package io.pgspan.ha.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record as JSON text. Fields of a newer format are refused by their number, not guessed at. */
public final class RecordCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordCodec() {}

    /** Writes a record. */
    public static String encode(ClusterRecord record) {
        ObjectNode o = JSON.createObjectNode();
        o.put("format", record.format());
        o.put("epoch", record.epoch());
        o.put("sequence", record.sequence());
        o.set("heldBy", holder(record.heldBy()));
        o.set("lastHeldBy", holder(record.lastHeldBy()));
        o.put("systemIdentifier", record.systemIdentifier());
        o.put("timeline", record.history().timeline());
        ArrayNode switches = o.putArray("history");
        record.history()
                .switches()
                .forEach(s -> switches.addObject().put("timeline", s.timeline()).put("at", s.at().toString()));
        o.put("confirmations", record.confirmations());
        ArrayNode members = o.putArray("members");
        record.members().forEach(members::add);
        return o.toString();
    }

    private static @Nullable ObjectNode holder(@Nullable Holder h) {
        return h == null
                ? null
                : JSON.createObjectNode()
                        .put("member", h.member())
                        .put("podUid", h.podUid())
                        .put("incarnation", h.incarnation());
    }

    /**
     * Reads a record.
     *
     * @throws PgspanException when the text is not a record, or is of a newer format
     */
    public static ClusterRecord decode(String text) {
        JsonNode o;
        try {
            o = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PgspanException("cluster record: not JSON: " + e.getOriginalMessage(), e);
        }
        int format = small(o, "format");
        if (format > ClusterRecord.FORMAT) {
            throw new PgspanException("cluster record: format " + format + " is newer than " + ClusterRecord.FORMAT
                    + ", the newest this agent knows; update the agent before it joins");
        }
        List<TimelineHistory.Switch> switches = new ArrayList<>();
        o.path("history")
                .forEach(s -> switches.add(new TimelineHistory.Switch(
                        small(s, "timeline"), Lsn.of(s.path("at").asText()))));
        List<String> members = new ArrayList<>();
        o.path("members").forEach(m -> members.add(m.asText()));
        return new ClusterRecord(
                format,
                number(o, "epoch"),
                number(o, "sequence"),
                holder(o.path("heldBy")),
                holder(o.path("lastHeldBy")),
                o.path("systemIdentifier").asText(),
                new TimelineHistory(small(o, "timeline"), switches),
                small(o, "confirmations"),
                members);
    }

    private static long number(JsonNode o, String field) {
        JsonNode n = o.path(field);
        if (!n.isIntegralNumber() || !n.canConvertToLong()) {
            throw new PgspanException("cluster record: " + field + " is missing, not a whole number, or too large");
        }
        return n.longValue();
    }

    private static int small(JsonNode o, String field) {
        long n = number(o, field);
        if (n != (int) n) {
            throw new PgspanException("cluster record: " + field + " " + n + " is too large");
        }
        return (int) n;
    }

    private static @Nullable Holder holder(JsonNode h) {
        return h.isObject()
                ? new Holder(
                        h.path("member").asText(),
                        h.path("podUid").asText(),
                        h.path("incarnation").asText())
                : null;
    }
}
