package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A list of Kubernetes conditions that grows from an earlier one: the transition time moves only when the status does. */
final class Conditions {
    private final JsonNode before;
    private final ArrayNode after = JsonNodeFactory.instance.arrayNode();
    private final Instant now;

    Conditions(JsonNode before, Instant now) {
        this.before = before;
        this.now = now;
    }

    Conditions add(String type, boolean status, String reason, String message) {
        return add(type, status ? "True" : "False", reason, message);
    }

    private Conditions add(String type, String status, String reason, String message) {
        String since = before.valueStream()
                .filter(c -> c.path("type").asText().equals(type)
                        && c.path("status").asText().equals(status))
                .map(c -> c.path("lastTransitionTime").asText())
                .findFirst()
                .orElseGet(() -> timestamp(now));
        after.addObject()
                .put("type", type)
                .put("status", status)
                .put("reason", reason)
                .put("message", message)
                .put("lastTransitionTime", since);
        return this;
    }

    /** Adds {@code observedGeneration} to every condition. */
    ArrayNode observed(long generation) {
        after.forEach(c -> ((ObjectNode) c).put("observedGeneration", generation));
        return after;
    }

    ArrayNode list() {
        return after;
    }

    static String timestamp(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
