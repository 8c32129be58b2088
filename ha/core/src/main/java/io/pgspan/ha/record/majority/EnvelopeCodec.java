package io.pgspan.ha.record.majority;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The envelope as JSON text. The record in it stays text, with a format of its own. */
public final class EnvelopeCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EnvelopeCodec() {}

    /** Writes an envelope. */
    public static String encode(Envelope envelope) {
        ObjectNode o = JSON.createObjectNode();
        o.put("formatVersion", Envelope.FORMAT);
        o.put("promised", envelope.promised().text());
        o.put("accepted", envelope.accepted().text());
        envelope.entry().ifPresent(entry -> {
            o.put("version", entry.version());
            o.put("previous", entry.previous());
            o.put("record", entry.text());
            ObjectNode stores = o.putObject("stores");
            entry.uids().forEach(stores::put);
        });
        return o.toString();
    }

    /**
     * Reads an envelope.
     *
     * @throws PgspanException when the text is not an envelope, or is of a newer format
     */
    public static Envelope decode(String text) {
        JsonNode o;
        try {
            o = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PgspanException("envelope: not JSON: " + e.getOriginalMessage(), e);
        }
        int format = o.path("formatVersion").asInt(0);
        if (format < 1 || format > Envelope.FORMAT) {
            throw new PgspanException("envelope: format " + o.path("formatVersion") + " is not between 1 and "
                    + Envelope.FORMAT + ", which this agent knows; update the agent before it joins");
        }
        return new Envelope(Ballot.of(text(o, "promised")), Ballot.of(text(o, "accepted")), entry(o));
    }

    private static @Nullable Entry entry(JsonNode o) {
        if (!o.has("record")) {
            return null;
        }
        SortedMap<String, String> uids = new TreeMap<>();
        o.path("stores")
                .properties()
                .forEach(e -> uids.put(e.getKey(), e.getValue().asText()));
        return new Entry(text(o, "version"), text(o, "previous"), text(o, "record"), uids);
    }

    private static String text(JsonNode o, String field) {
        JsonNode n = o.path(field);
        if (!n.isTextual()) {
            throw new PgspanException("envelope: " + field + " is missing or no text");
        }
        return n.textValue();
    }
}
