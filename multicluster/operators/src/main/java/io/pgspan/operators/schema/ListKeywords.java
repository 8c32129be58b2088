package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is asked of lists. Duplicates are found in one pass. */
final class ListKeywords {
    private ListKeywords() {}

    static void add(JsonNode source, List<Keyword> keywords) {
        if (source.path("minItems").isNumber()) {
            int min = source.get("minItems").asInt();
            keywords.add((value, at, report) -> {
                if (value.isArray() && value.size() < min) {
                    report.error(
                            "min-items", at, value, "it has " + value.size() + " items", "write " + min + " or more");
                }
            });
        }
        if (source.path("maxItems").isNumber()) {
            int max = source.get("maxItems").asInt();
            keywords.add((value, at, report) -> {
                if (value.isArray() && value.size() > max) {
                    report.error(
                            "max-items", at, value, "it has " + value.size() + " items", "write " + max + " or fewer");
                }
            });
        }
        String listType = source.path("x-kubernetes-list-type").asText("");
        if (source.path("uniqueItems").asBoolean(false) || listType.equals("set")) {
            keywords.add(unique("unique-items", "the same item", item -> item));
        } else if (listType.equals("map")) {
            List<String> keys = new ArrayList<>();
            source.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText("")));
            keywords.add(unique(
                    "list-map-keys", "an item with the same " + String.join(", ", keys), item -> keys(item, keys)));
        }
    }

    private static JsonNode keys(JsonNode item, List<String> keys) {
        if (!item.isObject()) {
            return item; // its type is told already
        }
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        for (String key : keys) {
            if (item.has(key)) {
                named.set(key, item.get(key));
            }
        }
        return named;
    }

    private static Keyword unique(String rule, String what, UnaryOperator<JsonNode> identity) {
        return (value, at, report) -> {
            if (!value.isArray() || value.size() < 2) {
                return;
            }
            Map<String, Integer> seen = new HashMap<>();
            for (int i = 0; i < value.size(); i++) {
                @Nullable Integer first = seen.putIfAbsent(Canonical.of(identity.apply(value.get(i))), i);
                if (first != null) {
                    report.error(
                            rule,
                            at.index(i),
                            identity.apply(value.get(i)),
                            "the list has " + what + " at [" + first + "] already",
                            "keep one of them");
                }
            }
        };
    }
}
