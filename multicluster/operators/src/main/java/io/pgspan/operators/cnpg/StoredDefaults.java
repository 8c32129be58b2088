package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What CloudNativePG's webhook writes into an object, taken out again: it is not what somebody wished. Only an object that was stored is
 * touched, which is told by what the API server writes into it, or by a parameter that no user may write; in any other one the same
 * values are somebody's own words.
 */
final class StoredDefaults {
    private static final String ARCHIVE_MODE = "archive_mode";
    private static final String PARAMETERS = "parameters";
    private static final String DATABASE = "database";
    private static final String OWNER = "owner";
    private static final Map<String, String> PARAMETER_DEFAULTS = Map.ofEntries(
            Map.entry("archive_timeout", "5min"),
            Map.entry("dynamic_shared_memory_type", "posix"),
            Map.entry("full_page_writes", "on"),
            Map.entry("log_destination", "csvlog"),
            Map.entry("log_directory", "/controller/log"),
            Map.entry("log_filename", "postgres"),
            Map.entry("log_rotation_age", "0"),
            Map.entry("log_rotation_size", "0"),
            Map.entry("log_truncate_on_rotation", "false"),
            Map.entry("logging_collector", "on"),
            Map.entry("max_parallel_workers", "32"),
            Map.entry("max_replication_slots", "32"),
            Map.entry("max_worker_processes", "32"),
            Map.entry("shared_memory_type", "mmap"),
            Map.entry("shared_preload_libraries", ""),
            Map.entry("ssl_max_protocol_version", "TLSv1.3"),
            Map.entry("ssl_min_protocol_version", "TLSv1.3"),
            Map.entry("wal_keep_size", "512MB"),
            Map.entry("wal_level", "logical"),
            Map.entry("wal_log_hints", "on"),
            Map.entry("wal_receiver_timeout", "5s"),
            Map.entry("wal_sender_timeout", "5s"));

    /** What the schema fills in, at the paths where it does so. */
    private static final Map<String, String> SPEC_DEFAULTS = Map.of(
            "enablePDB", "true",
            "enableSuperuserAccess", "false",
            "failoverDelay", "0",
            "logLevel", "info",
            "maxSyncReplicas", "0",
            "minSyncReplicas", "0",
            "postgresGID", "26",
            "postgresUID", "26");

    private static final Map<String, String> WAITS = Map.of(
            "primaryUpdateMethod", "restart",
            "primaryUpdateStrategy", "unsupervised",
            "smartShutdownTimeout", "180",
            "startDelay", "3600",
            "stopDelay", "1800",
            "switchoverDelay", "3600");

    private StoredDefaults() {}

    /** Whether the object has been through the API server. */
    static boolean isStored(ObjectNode cluster) {
        JsonNode metadata = cluster.path("metadata");
        return metadata.has("uid")
                || metadata.has("resourceVersion")
                || cluster.path("spec").path("postgresql").path(PARAMETERS).has(ARCHIVE_MODE);
    }

    /** The object as somebody may have written it; the same one when it was not stored. */
    static ObjectNode strip(ObjectNode cluster) {
        if (!isStored(cluster) || !(cluster.path("spec") instanceof ObjectNode)) {
            return cluster;
        }
        ObjectNode copy = cluster.deepCopy();
        ObjectNode spec = (ObjectNode) copy.get("spec");
        SPEC_DEFAULTS.forEach((field, value) -> drop(spec, field, value));
        WAITS.forEach((field, value) -> drop(spec, field, value));
        postgresql(spec);
        bootstrap(spec);
        drop(spec, "affinity", "podAntiAffinityType", "preferred");
        drop(spec, "backup", "target", "prefer-standby");
        monitoring(spec);
        slots(spec);
        isolation(spec);
        for (JsonNode tablespace : spec.path("tablespaces")) {
            if (tablespace instanceof ObjectNode one) {
                drop(one, "temporary", "false");
            }
        }
        return copy;
    }

    private static void postgresql(ObjectNode spec) {
        if (!(spec.path("postgresql") instanceof ObjectNode postgresql)) {
            return;
        }
        if (postgresql.path(PARAMETERS) instanceof ObjectNode parameters) {
            parameters.remove(ARCHIVE_MODE);
            PARAMETER_DEFAULTS.forEach((name, value) -> drop(parameters, name, value));
            removeEmpty(postgresql, PARAMETERS);
        }
        if (postgresql.path("synchronous") instanceof ObjectNode synchronous) {
            drop(synchronous, "dataDurability", "required");
        }
        removeEmpty(spec, "postgresql");
    }

    /** An {@code initdb} of which nothing is left says what no bootstrap at all says. */
    private static void bootstrap(ObjectNode spec) {
        if (!(spec.path("bootstrap") instanceof ObjectNode bootstrap)) {
            return;
        }
        for (String way : List.of("initdb", "recovery", "pg_basebackup")) {
            if (bootstrap.path(way) instanceof ObjectNode one) {
                if (one.path(OWNER).equals(one.path(DATABASE))) {
                    one.remove(OWNER);
                }
                if (!one.has(OWNER)) {
                    drop(one, DATABASE, "app");
                }
                drop(one, "encoding", "UTF8");
                drop(one, "localeCollate", "C");
                drop(one, "localeCType", "C");
            }
        }
        removeEmpty(bootstrap, "initdb");
        removeEmpty(spec, "bootstrap");
    }

    private static void monitoring(ObjectNode spec) {
        if (spec.path("monitoring") instanceof ObjectNode monitoring) {
            drop(monitoring, "disableDefaultQueries", "false");
            drop(monitoring, "enablePodMonitor", "false");
            if (monitoring.path("customQueriesConfigMap") instanceof ArrayNode queries
                    && queries.path(0).path("name").asText().equals("cnpg-default-monitoring")) {
                queries.remove(0);
            }
            removeEmpty(monitoring, "customQueriesConfigMap");
            removeEmpty(spec, "monitoring");
        }
    }

    private static void slots(ObjectNode spec) {
        if (spec.path("replicationSlots") instanceof ObjectNode slots) {
            if (slots.path("highAvailability") instanceof ObjectNode available) {
                drop(available, "enabled", "true");
                drop(available, "slotPrefix", "_cnpg_");
            }
            drop(slots, "synchronizeReplicas", "enabled", "true");
            drop(slots, "updateInterval", "30");
            removeEmpty(slots, "highAvailability");
            removeEmpty(spec, "replicationSlots");
        }
    }

    private static void isolation(ObjectNode spec) {
        if (spec.path("probes") instanceof ObjectNode probes
                && probes.path("liveness") instanceof ObjectNode liveness
                && liveness.path("isolationCheck") instanceof ObjectNode check) {
            drop(check, "enabled", "true");
            drop(check, "requestTimeout", "1000");
            drop(check, "connectionTimeout", "1000");
            removeEmpty(liveness, "isolationCheck");
            removeEmpty(probes, "liveness");
            removeEmpty(spec, "probes");
        }
    }

    private static void drop(ObjectNode parent, String object, String field, String value) {
        if (parent.path(object) instanceof ObjectNode child) {
            drop(child, field, value);
            removeEmpty(parent, object);
        }
    }

    private static void drop(ObjectNode object, String field, String value) {
        if (object.path(field).isValueNode() && object.path(field).asText().equals(value)) {
            object.remove(field);
        }
    }

    private static void removeEmpty(ObjectNode parent, String field) {
        if (parent.path(field).isContainerNode() && parent.path(field).isEmpty()) {
            parent.remove(field);
        }
    }
}
