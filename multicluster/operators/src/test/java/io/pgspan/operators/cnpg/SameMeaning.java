package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.access.HbaRule;
import io.pgspan.operators.Reading;
import io.pgspan.operators.WrittenObjects;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import java.util.Map;

/** What was written means what was read: equal once every default is written out, and objects of other kinds equal as they are. */
final class SameMeaning {
    private static final Map<String, Object> DEFAULTS = Map.of(
            "instances", 1,
            "enableSuperuserAccess", false,
            "startDelay", 3600,
            "stopDelay", 1800,
            "smartShutdownTimeout", 180,
            "switchoverDelay", 3600,
            "failoverDelay", 0,
            "primaryUpdateStrategy", "unsupervised",
            "primaryUpdateMethod", "restart");

    private SameMeaning() {}

    static void assertWritten(ManifestSet read, Reading<CloudNativePgOptions> reading) {
        WrittenObjects.assertSame(read, CloudNativePg.dialect().write(reading), SameMeaning::meaning);
    }

    static JsonNode meaning(ObjectNode object) {
        ObjectNode stored = object.deepCopy();
        if (stored.path("metadata") instanceof ObjectNode metadata
                && metadata.path("namespace").asText("").equals("default")) {
            metadata.remove("namespace");
        }
        if (object.path("kind").asText().equals("Cluster") && stored.path("spec") instanceof ObjectNode spec) {
            DEFAULTS.forEach((field, value) -> fill(spec, field, value.toString()));
            claims(spec);
            externals(spec);
            for (JsonNode plugin : spec.path("plugins")) {
                fill((ObjectNode) plugin, "enabled", "true");
            }
            rules(spec.path("postgresql").path("pg_hba"));
            spec.path("managed").path("roles").forEach(SameMeaning::role);
            time(spec.path("bootstrap").path("recovery").path("recoveryTarget"));
            store(spec.path("backup").path("barmanObjectStore"));
        }
        if (object.path("kind").asText().equals("Pooler") && stored.path("spec") instanceof ObjectNode spec) {
            fill(spec, "instances", "1");
            fill(spec, "type", "rw");
            fill((ObjectNode) spec.path("pgbouncer"), "poolMode", "session");
        }
        return stored;
    }

    private static void fill(ObjectNode object, String field, String usual) {
        if (!object.hasNonNull(field) || object.path(field).asText().equals(usual)) {
            object.put(field, usual);
        }
    }

    private static void role(JsonNode role) {
        if (role instanceof ObjectNode one) {
            fill(one, "ensure", "present");
            fill(one, "inherit", "true");
            fill(one, "connectionLimit", "-1");
            for (String flag : List.of("login", "superuser", "createdb", "createrole", "replication", "bypassrls")) {
                fill(one, flag, "false");
            }
        }
    }

    private static void time(JsonNode target) {
        if (target.has("targetTime")) {
            ((ObjectNode) target)
                    .put(
                            "targetTime",
                            RecoveryTargets.time(target.path("targetTime").asText())
                                    .toString());
        }
    }

    /** A slash at the end of the place is nothing. */
    private static void store(JsonNode store) {
        if (store.has("destinationPath")) {
            ((ObjectNode) store)
                    .put(
                            "destinationPath",
                            store.path("destinationPath").asText().replaceFirst("/$", ""));
        }
    }

    private static void rules(JsonNode lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).asText();
            ((ArrayNode) lines)
                    .set(
                            i,
                            TextNode.valueOf(
                                    line.contains("$") ? line : HbaRule.of(line).line()));
        }
    }

    private static void claims(ObjectNode spec) {
        claim(spec.path("storage"));
        claim(spec.path("walStorage"));
        spec.path("tablespaces").forEach(one -> claim(one.path("storage")));
    }

    /** Size and class of the template, where the shorter form does not say them. */
    private static void claim(JsonNode storage) {
        if (storage instanceof ObjectNode object && storage.path("pvcTemplate") instanceof ObjectNode template) {
            JsonNode size = template.path("resources").path("requests").path("storage");
            if (!object.has("size") && !size.isMissingNode()) {
                object.set("size", size);
            }
            if (!object.has("storageClass") && template.has("storageClassName")) {
                object.set("storageClass", template.get("storageClassName"));
            }
            template.remove("storageClassName");
            template.remove("resources");
        }
    }

    private static void externals(ObjectNode spec) {
        if (spec.path("externalClusters") instanceof ArrayNode list) {
            for (JsonNode one : list) {
                String name = one.path("name").asText();
                store(one.path("barmanObjectStore"));
                if (one.path("barmanObjectStore") instanceof ObjectNode store && !store.has("serverName")) {
                    store.put("serverName", name);
                }
                if (one.path("plugin").path("parameters") instanceof ObjectNode parameters
                        && !parameters.has("serverName")) {
                    parameters.put("serverName", name);
                }
            }
        }
    }
}
