package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;

/** Schemas that are combined: all, some, exactly one or none of them must hold. */
final class LogicalKeywords {
    private LogicalKeywords() {}

    static void add(JsonNode source, boolean intOrString, List<Keyword> keywords) {
        for (JsonNode part : source.path("allOf")) {
            if (!(intOrString && isIntOrString(part.path("anyOf")))) {
                LazySchema schema = LazySchema.of(part);
                keywords.add((value, at, report) -> SchemaWalk.check(schema.get(), value, at, report));
            }
        }
        if (source.path("anyOf").isArray() && !(intOrString && isIntOrString(source.get("anyOf")))) {
            keywords.add(anyOf(schemas(source.get("anyOf"))));
        }
        if (source.path("oneOf").isArray()) {
            keywords.add(oneOf(schemas(source.get("oneOf"))));
        }
        if (source.path("not").isObject()) {
            LazySchema schema = LazySchema.of(source.get("not"));
            keywords.add((value, at, report) -> {
                if (holds(schema, value, at)) {
                    report.error(
                            "not",
                            at,
                            value,
                            "it is what the schema forbids" + required(source.get("not"), " to have "),
                            "write something else");
                }
            });
        }
    }

    /** The two types that x-kubernetes-int-or-string says already. */
    private static boolean isIntOrString(JsonNode anyOf) {
        return anyOf.size() == 2
                && anyOf.get(0).size() == 1
                && anyOf.get(1).size() == 1
                && anyOf.get(0).path("type").asText("").equals("integer")
                && anyOf.get(1).path("type").asText("").equals("string");
    }

    private record Alternatives(List<LazySchema> schemas, String words) {
        int matches(JsonNode value, TreePath at) {
            int matches = 0;
            for (LazySchema schema : schemas) {
                if (holds(schema, value, at)) {
                    matches++;
                }
            }
            return matches;
        }
    }

    private static Alternatives schemas(JsonNode parts) {
        List<LazySchema> schemas = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (JsonNode part : parts) {
            schemas.add(LazySchema.of(part));
            String required = required(part, "");
            if (!required.isEmpty()) {
                words.add(required);
            }
        }
        return new Alternatives(
                List.copyOf(schemas),
                words.size() == schemas.size() ? ": the fields " + String.join(", or ", words) : "");
    }

    private static String required(JsonNode part, String before) {
        List<String> names = new ArrayList<>();
        part.path("required").forEach(name -> names.add(name.asText("")));
        return names.isEmpty() ? "" : before + String.join(" and ", names);
    }

    private static boolean holds(LazySchema schema, JsonNode value, TreePath at) {
        Report trial = Report.trial();
        SchemaWalk.check(schema.get(), value, at, trial);
        return !trial.isFailed();
    }

    private static Keyword anyOf(Alternatives alternatives) {
        return (value, at, report) -> {
            if (alternatives.matches(value, at) == 0) {
                report.error(
                        "any-of",
                        at,
                        value,
                        "it is none of the " + alternatives.schemas().size() + " shapes the schema allows",
                        "write one of them" + alternatives.words());
            }
        };
    }

    private static Keyword oneOf(Alternatives alternatives) {
        return (value, at, report) -> {
            int matches = alternatives.matches(value, at);
            if (matches != 1) {
                report.error(
                        "one-of",
                        at,
                        value,
                        "it is " + (matches == 0 ? "none" : matches) + " of the "
                                + alternatives.schemas().size() + " shapes of which the schema wants exactly one",
                        "write exactly one of them" + alternatives.words());
            }
        };
    }
}
