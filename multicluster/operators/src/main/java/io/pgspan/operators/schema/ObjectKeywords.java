package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** What is asked of objects. */
final class ObjectKeywords {
    private ObjectKeywords() {}

    static void add(JsonNode source, boolean embedded, List<Keyword> keywords) {
        List<String> required = new ArrayList<>();
        source.path("required").forEach(name -> required.add(name.asText("")));
        if (embedded) {
            for (String name : new String[] {"apiVersion", "kind"}) {
                if (!required.contains(name)) {
                    required.add(name);
                }
            }
        }
        if (!required.isEmpty()) {
            keywords.add(required(List.copyOf(required)));
        }
        if (source.path("minProperties").isNumber()) {
            int min = source.get("minProperties").asInt();
            keywords.add((value, at, report) -> {
                if (value.isObject() && value.size() < min) {
                    report.error(
                            "min-properties",
                            at,
                            value,
                            "it has " + value.size() + " fields",
                            "write " + min + " or more");
                }
            });
        }
        if (source.path("maxProperties").isNumber()) {
            int max = source.get("maxProperties").asInt();
            keywords.add((value, at, report) -> {
                if (value.isObject() && value.size() > max) {
                    report.error(
                            "max-properties",
                            at,
                            value,
                            "it has " + value.size() + " fields",
                            "write " + max + " or fewer");
                }
            });
        }
    }

    private static Keyword required(List<String> names) {
        return (value, at, report) -> {
            if (!value.isObject()) {
                return;
            }
            for (String name : names) {
                if (!value.has(name)) {
                    report.error(
                            "required",
                            at.field(name),
                            MissingNode.getInstance(),
                            "the field " + name + " is required, but missing",
                            "write it");
                }
            }
        };
    }
}
