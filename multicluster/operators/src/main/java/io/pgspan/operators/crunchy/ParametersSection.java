package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.decode.Cursor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * PostgreSQL parameters: {@code patroni.dynamicConfiguration.postgresql.parameters}, and {@code config.parameters}, which win. A value is text whatever it is
 * written as; whole numbers are written as such.
 */
final class ParametersSection {
    private static final String PARAMETERS = "parameters";
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9]\\d{0,8}");

    private final Map<String, String> all = new LinkedHashMap<>();
    private final Set<String> checked = new TreeSet<>();

    ParametersSection(Cursor spec) {
        Cursor config = spec.path("config", PARAMETERS);
        Cursor patroni = spec.path("patroni", "dynamicConfiguration", "postgresql", PARAMETERS);
        read(config, config);
        checked.addAll(all.keySet());
        read(patroni, config);
    }

    /** What another object says already is left where it stands: it has no effect. */
    private void read(Cursor parameters, Cursor winner) {
        for (Map.Entry<String, JsonNode> entry : parameters.peek().properties()) {
            String name = entry.getKey();
            boolean shadowed = parameters != winner && winner.has(name);
            if (entry.getValue().isValueNode() && !entry.getValue().isNull() && !shadowed) {
                parameters.skip(name);
                parameters.origin(PARAMETERS + "[" + name + "]", name);
                all.put(name, entry.getValue().asText());
            }
        }
    }

    /** Every parameter, those included that say something of replication. */
    Map<String, String> all() {
        return all;
    }

    /** The names of those that stand in {@code config.parameters}. */
    Set<String> checked() {
        return checked;
    }

    static void write(PostgresCluster wish, CrunchyOptions options, ObjectNode spec) {
        ReplicationParameters.of(wish).forEach((name, value) -> {
            ObjectNode parameters = options.configParameters().contains(name)
                    ? spec.withObjectProperty("config").withObjectProperty(PARAMETERS)
                    : PatroniSection.postgresql(spec).withObjectProperty(PARAMETERS);
            if (NUMBER.matcher(value).matches()) {
                parameters.put(name, Integer.parseInt(value));
            } else {
                parameters.put(name, value);
            }
        });
    }
}
