package io.pgspan.ha.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.ha.sync.SyncGuarantee;
import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The record as JSON text, in the format it names: what an older agent does not know is not written while there may be one. Fields of a
 * newer format are refused by their number, not guessed at.
 */
public final class RecordCodec {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POSITION = "position";
    private static final String REQUEST = "request";
    private static final String OUTCOME = "outcome";

    private RecordCodec() {}

    /** Writes a record. */
    public static String encode(ClusterRecord record) {
        ObjectNode o = JSON.createObjectNode();
        o.put("format", record.format());
        o.put("epoch", record.epoch());
        o.put("sequence", record.sequence());
        o.set("heldBy", holder(record.lease().heldBy()));
        o.set("lastHeldBy", holder(record.lease().lastHeldBy()));
        o.put("systemIdentifier", record.systemIdentifier());
        o.put("timeline", record.history().timeline());
        ArrayNode switches = o.putArray("history");
        record.history()
                .switches()
                .forEach(s -> switches.addObject().put("timeline", s.timeline()).put("at", s.at().toString()));
        if (record.format() == 1) {
            o.put("confirmations", record.guarantee().count());
        } else {
            o.put("renewal", record.lease().renewal());
            o.put(POSITION, record.position().toString());
            o.put("pause", record.pause().name().toLowerCase(Locale.ROOT));
            guarantee(o.putObject("guarantee"), record.guarantee());
            record.request().ifPresent(request -> request(o.putObject(REQUEST), request));
            record.outcome()
                    .ifPresent(outcome -> o.putObject(OUTCOME)
                            .put("id", outcome.id())
                            .put("done", outcome.done())
                            .put("text", outcome.text()));
        }
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

    private static void guarantee(ObjectNode o, SyncGuarantee guarantee) {
        o.put("synchronous", guarantee.synchronous()).put("count", guarantee.count());
        ArrayNode names = o.putArray("names");
        guarantee.names().forEach(names::add);
    }

    private static void request(ObjectNode o, Request request) {
        o.put("id", request.id())
                .put("kind", word(request.kind()))
                .put("candidate", request.candidate())
                .put("phase", word(request.phase()));
        request.accepted().ifPresent(consent -> o.put("maxLostBytes", consent.maxLostBytes()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
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
        List<String> members = texts(o.path("members"));
        Holder held = holder(o.path("heldBy"));
        Holder last = holder(o.path("lastHeldBy"));
        boolean first = format == 1;
        Lease lease = new Lease(number(o, "epoch"), number(o, first ? "sequence" : "renewal"), held, last);
        Database database =
                new Database(o.path("systemIdentifier").asText(), history(o), first ? Lsn.ZERO : lsn(o.path(POSITION)));
        return new ClusterRecord(
                format,
                number(o, "sequence"),
                lease,
                database,
                first ? unchanging(small(o, "confirmations"), members, last) : guarantee(o.path("guarantee")),
                first ? Pause.NONE : choice(Pause.class, o.path("pause"), "pause"),
                first ? null : request(o.path(REQUEST)),
                first ? null : outcome(o.path(OUTCOME)),
                members);
    }

    /** In format 1 every member but the holder is waited for, always. */
    private static SyncGuarantee unchanging(int confirmations, List<String> members, @Nullable Holder last) {
        return confirmations == 0
                ? SyncGuarantee.asynchronous()
                : SyncGuarantee.of(
                        confirmations,
                        members.stream()
                                .filter(member -> last == null || !member.equals(last.member()))
                                .toList());
    }

    private static TimelineHistory history(JsonNode o) {
        List<TimelineHistory.Switch> switches = new ArrayList<>();
        o.path("history")
                .forEach(s -> switches.add(new TimelineHistory.Switch(small(s, "timeline"), lsn(s.path("at")))));
        return new TimelineHistory(small(o, "timeline"), switches);
    }

    private static SyncGuarantee guarantee(JsonNode o) {
        if (!o.path("synchronous").isBoolean()) {
            throw new PgspanException("cluster record: guarantee is missing or not an object");
        }
        if (!o.path("synchronous").booleanValue()) {
            return SyncGuarantee.asynchronous();
        }
        int count = small(o, "count");
        return count == 0 ? SyncGuarantee.alone() : SyncGuarantee.of(count, texts(o.path("names")));
    }

    private static @Nullable Request request(JsonNode o) {
        if (!o.isObject()) {
            return null;
        }
        JsonNode candidate = o.path("candidate");
        return new Request(
                o.path("id").asText(),
                choice(Request.Kind.class, o.path("kind"), "request.kind"),
                candidate.isTextual() ? candidate.textValue() : null,
                o.has("maxLostBytes") ? new FailoverConsent(number(o, "maxLostBytes")) : null,
                choice(Request.Phase.class, o.path("phase"), "request.phase"));
    }

    private static @Nullable Outcome outcome(JsonNode o) {
        return o.isObject()
                ? new Outcome(
                        o.path("id").asText(),
                        o.path("done").asBoolean(),
                        o.path("text").asText())
                : null;
    }

    private static <E extends Enum<E>> E choice(Class<E> type, JsonNode value, String field) {
        for (E one : type.getEnumConstants()) {
            if (word(one).equals(value.asText())) {
                return one;
            }
        }
        throw new PgspanException("cluster record: " + field + " is '" + value.asText() + "', which is none of "
                + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Lsn lsn(JsonNode value) {
        return Lsn.of(value.asText());
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
