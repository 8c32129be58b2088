package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/** What a {@code PostgresCluster} comes to once PGO takes for granted what is not said; two that mean the same are equal here. */
final class CrunchyMeaning {
    private CrunchyMeaning() {}

    static JsonNode of(ObjectNode object) {
        if (!object.path("kind").asText().equals("PostgresCluster")) {
            return object;
        }
        ObjectNode meant = object.deepCopy();
        if (meant.path("metadata") instanceof ObjectNode metadata && !metadata.hasNonNull("namespace")) {
            metadata.put("namespace", "default");
        }
        if (meant.path("spec") instanceof ObjectNode spec) {
            spec(spec);
        }
        return meant;
    }

    private static void spec(ObjectNode spec) {
        for (String flag : List.of("paused", "shutdown", "disableDefaultPodScheduling")) {
            put(spec, flag, false);
        }
        put(spec, "port", 5432);
        int index = 0;
        for (JsonNode one : spec.path("instances")) {
            ObjectNode item = (ObjectNode) one;
            if (item.path("name").asText("").isEmpty()) {
                item.put("name", "0" + index);
            }
            put(item, "replicas", 1);
            texts(item.path("resources").path("limits"));
            texts(item.path("resources").path("requests"));
            index++;
            for (JsonNode toleration : item.path("tolerations")) {
                if (!toleration.hasNonNull("operator")) {
                    ((ObjectNode) toleration).put("operator", "Equal");
                }
            }
        }
        ObjectNode patroni = spec.withObjectProperty("patroni");
        put(patroni, "leaderLeaseDurationSeconds", 30);
        put(patroni, "syncPeriodSeconds", 10);
        ObjectNode dynamic = patroni.withObjectProperty("dynamicConfiguration");
        if (dynamic.path("synchronous_mode").asText("false").equals("false")) {
            dynamic.put("synchronous_mode", false);
        } else {
            put(dynamic, "synchronous_mode_strict", false);
            put(dynamic, "synchronous_node_count", 1);
        }
        ObjectNode postgresql = dynamic.withObjectProperty("postgresql");
        put(postgresql, "use_slots", false);
        texts(postgresql.path("parameters"));
        texts(spec.path("config").path("parameters"));
        if (spec.path("standby") instanceof ObjectNode standby) {
            put(standby, "enabled", true);
        }
        JsonNode manual = spec.path("backups").path("pgbackrest").path("manual");
        if (manual.path("options").size() == 1
                && manual.path("options").path(0).asText().equals("--type=incr")) {
            ((ObjectNode) manual).remove("options");
        }
        if (spec.path("proxy").path("pgBouncer") instanceof ObjectNode pooler) {
            put(pooler, "replicas", 1);
        }
        if (spec.path("dataSource").path("pgbackrest") instanceof ObjectNode source && !source.hasNonNull("stanza")) {
            source.put("stanza", "db");
        }
        stripSlashQuotes(spec.path("dataSource"));
    }

    /** A value in quotes that a shell would take off. */
    private static void stripSlashQuotes(JsonNode source) {
        for (JsonNode one : source) {
            if (one.path("options") instanceof ArrayNode options) {
                for (int i = 0; i < options.size(); i++) {
                    options.set(i, options.get(i).asText().replace("\"", "").replace("'", ""));
                }
            }
        }
    }

    private static void texts(JsonNode parameters) {
        if (parameters instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> one : object.properties()) {
                one.setValue(TextNode.valueOf(one.getValue().asText()));
            }
        }
    }

    private static void put(ObjectNode object, String field, int value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }

    private static void put(ObjectNode object, String field, boolean value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }
}
