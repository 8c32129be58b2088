package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keywords of a schema's node that ask something of the value, compiled once. */
final class Keywords {
    private static final int NAMED_MAX = 10;

    private Keywords() {}

    static List<Keyword> of(JsonNode source, boolean intOrString, boolean embedded) {
        List<Keyword> keywords = new ArrayList<>();
        if (source.path("enum").isArray()) {
            keywords.add(oneOfValues(source.get("enum")));
        }
        NumberKeywords.add(source, keywords);
        TextKeywords.add(source, keywords);
        ListKeywords.add(source, keywords);
        ObjectKeywords.add(source, embedded, keywords);
        LogicalKeywords.add(source, intOrString, keywords);
        return List.copyOf(keywords);
    }

    private static Keyword oneOfValues(JsonNode values) {
        Map<String, String> allowed = new LinkedHashMap<>();
        values.forEach(value -> allowed.put(Canonical.of(value), Report.show(value)));
        String named =
                String.join(", ", allowed.values().stream().limit(NAMED_MAX).toList())
                        + (allowed.size() > NAMED_MAX ? ", …" : "");
        return (value, at, report) -> {
            if (!allowed.containsKey(Canonical.of(value))) {
                report.error("enum", at, value, "it is none of the values the schema knows", "write one of " + named);
            }
        };
    }
}
