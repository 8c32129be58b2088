package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.cnpg.lint.FixedParameters;
import io.pgspan.operators.decode.Cursor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code postgresql.parameters} and {@code shared_preload_libraries}, which is a list of its own there and a parameter in a wish.
 * Parameters that CloudNativePG sets itself are none of a wish's: with its own value they say nothing, with another they are refused.
 */
final class ParametersSection {
    static final String PRELOAD = "shared_preload_libraries";

    private ParametersSection() {}

    /** Those of the wish; to be changed by the caller. */
    static Map<String, String> read(Cursor spec) {
        Cursor postgresql = spec.object("postgresql");
        Cursor said = postgresql.object("parameters");
        said.origin("parameters");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : said.peek().properties()) {
            String name = entry.getKey();
            if (!FixedParameters.isFixed(name)) {
                said.text(name).ifPresent(text -> parameters.put(name, text));
            } else if (FixedParameters.isRefused(name, entry.getValue().asText())) {
                said.text(name);
            }
        }
        preload(postgresql).ifPresent(libraries -> parameters.put(PRELOAD, libraries));
        return parameters;
    }

    /** A list with a name that can't stand in a list of names is left as it is. */
    private static Optional<String> preload(Cursor postgresql) {
        for (JsonNode one : postgresql.peek(PRELOAD)) {
            if (!one.isTextual() || !isPlain(one.textValue())) {
                return Optional.empty();
            }
        }
        List<String> libraries = postgresql.texts(PRELOAD);
        return libraries.isEmpty() ? Optional.empty() : Optional.of(String.join(",", libraries));
    }

    private static boolean isPlain(String library) {
        return !library.isEmpty() && library.equals(library.strip()) && library.indexOf(',') < 0;
    }

    /** The value of that parameter as it reads back. */
    static String canonicalPreload(String value) {
        return String.join(",", libraries(value));
    }

    private static List<String> libraries(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(library -> !library.isEmpty())
                .toList();
    }

    static void write(Map<String, String> parameters, ObjectNode spec) {
        for (Map.Entry<String, String> entry : new TreeMap<>(parameters).entrySet()) {
            ObjectNode postgresql = CnpgWords.object(spec, "postgresql");
            if (entry.getKey().equals(PRELOAD)) {
                libraries(entry.getValue()).forEach(postgresql.putArray(PRELOAD)::add);
            } else {
                CnpgWords.object(postgresql, "parameters").put(entry.getKey(), entry.getValue());
            }
        }
    }
}
