package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Field selectors over the fields a real API server indexes for pods; an unknown field is an error, as it is there. */
final class FieldSelector {
    private static final Pattern TERM = Pattern.compile("([A-Za-z.]+)\\s*(==|=|!=)\\s*(.*)");
    private static final Map<String, String> POINTERS = Map.of(
            "metadata.name", "/metadata/name",
            "metadata.namespace", "/metadata/namespace",
            "spec.nodeName", "/spec/nodeName",
            "status.phase", "/status/phase");

    private FieldSelector() {}

    static Predicate<JsonNode> parse(String selector) {
        Predicate<JsonNode> all = object -> true;
        if (selector.isBlank()) {
            return all;
        }
        for (String term : selector.split(",", -1)) {
            all = all.and(term(term.strip()));
        }
        return all;
    }

    private static Predicate<JsonNode> term(String text) {
        Matcher m = TERM.matcher(text);
        String pointer = m.matches() ? POINTERS.get(m.group(1)) : null;
        if (pointer == null) {
            throw ApiServerException.badRequest("field label not supported: \"" + text + "\"");
        }
        String value = m.group(3).strip();
        boolean wanted = !m.group(2).equals("!=");
        return object -> object.at(pointer).asText("").equals(value) == wanted;
    }
}
