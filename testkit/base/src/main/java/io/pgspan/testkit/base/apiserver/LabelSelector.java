package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Label selectors in Kubernetes' string form; requirements are joined by a comma and all must hold. */
final class LabelSelector {
    private static final String KEY = "([A-Za-z0-9][A-Za-z0-9._/-]*)";
    private static final Pattern EXISTS = Pattern.compile("(!?)\\s*" + KEY);
    private static final Pattern EQUALS = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*([A-Za-z0-9._-]*)");
    private static final Pattern IN = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)");

    private LabelSelector() {}

    static Predicate<JsonNode> parse(String selector) {
        Predicate<JsonNode> all = object -> true;
        for (String requirement : requirements(selector)) {
            all = all.and(requirement(requirement));
        }
        return all;
    }

    private static List<String> requirements(String selector) {
        List<String> found = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= selector.length(); i++) {
            char c = i == selector.length() ? ',' : selector.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (depth == 0 || i == selector.length())) {
                found.add(selector.substring(start, i).strip());
                start = i + 1;
            }
        }
        return selector.isBlank() ? List.of() : found;
    }

    private static Predicate<JsonNode> requirement(String text) {
        Matcher m = IN.matcher(text);
        if (m.matches()) {
            Set<String> values =
                    Stream.of(m.group(3).split(",", -1)).map(String::strip).collect(Collectors.toSet());
            return oneOf(m.group(1), values, m.group(2).equals("in"));
        }
        m = EQUALS.matcher(text);
        if (m.matches()) {
            return oneOf(m.group(1), Set.of(m.group(3)), !m.group(2).equals("!="));
        }
        m = EXISTS.matcher(text);
        if (m.matches()) {
            String key = m.group(2);
            boolean wanted = m.group(1).isEmpty();
            return object -> labels(object).has(key) == wanted;
        }
        throw ApiServerException.badRequest("unable to parse the label selector requirement \"" + text + "\"");
    }

    /** {@code !=} and {@code notin} also take objects that don't have the label. */
    private static Predicate<JsonNode> oneOf(String key, Set<String> values, boolean wanted) {
        return object -> {
            JsonNode label = labels(object).path(key);
            return (label.isTextual() && values.contains(label.textValue())) == wanted;
        };
    }

    private static JsonNode labels(JsonNode object) {
        return object.path("metadata").path("labels");
    }
}
