package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the feedback values that a ManifestWork's rules ask of one object, typed as a work agent with the gate
 * {@code RawFeedbackJsonString} types them: scalars as they are, one object, a list, a float or several matches as raw JSON of at most
 * 1024 characters. A missing key gives no value and no error.
 *
 * @param values the {@code statusFeedback.values}
 * @param errors what couldn't be read
 * @param wanted whether there were rules at all
 */
record Feedback(ArrayNode values, List<String> errors, boolean wanted) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RAW_LENGTH_MAX = 1024;

    static Feedback read(JsonNode rules, JsonNode object) {
        Feedback feedback = new Feedback(JSON.createArrayNode(), new ArrayList<>(), !rules.isEmpty());
        for (JsonNode rule : rules) {
            switch (rule.path("type").asText()) {
                case "JSONPaths" ->
                    rule.path("jsonPaths")
                            .forEach(path -> feedback.add(
                                    path.path("name").asText(),
                                    path.path("path").asText(),
                                    object));
                case "WellKnownStatus" -> feedback.addWellKnown(object);
                default ->
                    feedback.errors.add(
                            "feedback rule type '" + rule.path("type").asText() + "' is unknown");
            }
        }
        return feedback;
    }

    private void addWellKnown(JsonNode object) {
        if (object.path("kind").asText().equals("Pod")) {
            add("PodReady", ".status.conditions[?(@.type==\"Ready\")].status", object);
            add("PodPhase", ".status.phase", object);
        } else {
            errors.add(
                    "no well-known status for the kind " + object.path("kind").asText());
        }
    }

    private void add(String name, String path, JsonNode object) {
        try {
            List<JsonNode> matches = FeedbackPath.parse(path).matches(object);
            if (!matches.isEmpty()) {
                values.addObject().put("name", name).set("fieldValue", typed(matches));
            }
        } catch (IllegalArgumentException e) {
            errors.add(name + ": " + e.getMessage());
        }
    }

    private static ObjectNode typed(List<JsonNode> matches) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        JsonNode first = matches.get(0);
        if (matches.size() == 1 && first.isIntegralNumber()) {
            return value.put("type", "Integer").put("integer", first.asLong());
        }
        if (matches.size() == 1 && first.isBoolean()) {
            return value.put("type", "Boolean").put("boolean", first.asBoolean());
        }
        if (matches.size() == 1 && first.isTextual()) {
            return value.put("type", "String").put("string", first.asText());
        }
        String raw = (matches.size() == 1 ? first : JSON.createArrayNode().addAll(matches)).toString();
        if (raw.length() > RAW_LENGTH_MAX) {
            throw new IllegalArgumentException("the JSON is longer than " + RAW_LENGTH_MAX + " characters");
        }
        return value.put("type", "JsonRaw").put("jsonRaw", raw);
    }
}
