package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;

/** Kubernetes' label selector in its JSON form. An empty one fits everything, a missing one nothing. */
final class Selector {
    private Selector() {}

    static boolean matches(JsonNode selector, JsonNode labels) {
        return selector.isObject()
                && selector.path("matchLabels")
                        .propertyStream()
                        .allMatch(e -> labels.path(e.getKey()).equals(e.getValue()))
                && selector.path("matchExpressions").valueStream().allMatch(e -> holds(e, labels));
    }

    private static boolean holds(JsonNode expression, JsonNode labels) {
        JsonNode label = labels.path(expression.path("key").asText());
        boolean listed = expression.path("values").valueStream().anyMatch(label::equals);
        return switch (expression.path("operator").asText()) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> !label.isMissingNode();
            case "DoesNotExist" -> label.isMissingNode();
            default -> false;
        };
    }
}
