package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of Kubernetes' JSONPath that feedback rules use: {@code .a.b}, {@code ['a.b']}, {@code [0]}, {@code [*]} and
 * {@code [?(@.a=="x")]} with either kind of quotes; a missing key gives nothing. Anything else is refused, never guessed.
 */
final class FeedbackPath {
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*)"
            + "|\\['([^']+)'\\]"
            + "|\\[(\\d+)\\]"
            + "|(\\[\\*\\])"
            + "|\\[\\?\\(@\\.([A-Za-z0-9_.-]+)\\s*==\\s*(?:\"([^\"]*)\"|'([^']*)')\\s*\\)\\]");

    private final List<Function<JsonNode, Stream<JsonNode>>> steps;

    private FeedbackPath(List<Function<JsonNode, Stream<JsonNode>>> steps) {
        this.steps = steps;
    }

    /** Throws {@link IllegalArgumentException} for a path it doesn't know. */
    static FeedbackPath parse(String text) {
        String path = text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
        List<Function<JsonNode, Stream<JsonNode>>> steps = new ArrayList<>();
        Matcher m = STEP.matcher(path);
        int end = path.startsWith("$") ? 1 : 0;
        while (end < path.length() && m.find(end) && m.start() == end) {
            steps.add(step(m));
            end = m.end();
        }
        if (end < path.length() || steps.isEmpty()) {
            throw new IllegalArgumentException(
                    "JSONPath '" + text + "' is not supported from '" + path.substring(end) + "'");
        }
        return new FeedbackPath(steps);
    }

    private static Function<JsonNode, Stream<JsonNode>> step(Matcher m) {
        String field = m.group(1) != null ? m.group(1) : m.group(2);
        if (field != null) {
            return node -> Stream.of(node.path(field));
        }
        if (m.group(3) != null) {
            int index = Integer.parseInt(m.group(3));
            return node -> Stream.of(node.path(index));
        }
        if (m.group(4) != null) {
            return JsonNode::valueStream;
        }
        String pointer = "/" + m.group(5).replace('.', '/');
        String wanted = m.group(6) != null ? m.group(6) : m.group(7);
        return node ->
                node.valueStream().filter(item -> item.at(pointer).asText().equals(wanted));
    }

    /** Every match that isn't null. */
    List<JsonNode> matches(JsonNode object) {
        Stream<JsonNode> found = Stream.of(object);
        for (Function<JsonNode, Stream<JsonNode>> step : steps) {
            found = found.flatMap(step);
        }
        return found.filter(node -> !node.isMissingNode() && !node.isNull()).toList();
    }
}
