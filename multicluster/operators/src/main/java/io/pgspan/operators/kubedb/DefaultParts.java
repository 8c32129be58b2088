package io.pgspan.operators.kubedb;

import static io.pgspan.operators.kubedb.KubeDbDefaults.isAbsent;
import static io.pgspan.operators.kubedb.KubeDbDefaults.object;
import static io.pgspan.operators.kubedb.KubeDbDefaults.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Defaults of the parts of a spec that are no pods. */
final class DefaultParts {
    private static final long LAG_OF_SCHEMA = 32L << 20;
    private static final long LAG_OF_WEBHOOK = 64L << 20;
    private static final int SEGMENTS_UNTIL = 12;
    private static final int SCRAM_SINCE = 18;
    private static final List<String> CERTIFICATES = List.of("server", "client", "metrics-exporter");
    private static final String NAME = "name";

    private DefaultParts() {}

    static void health(ObjectNode spec) {
        ObjectNode health = object(spec, "healthChecker");
        put(health, "periodSeconds", 10);
        put(health, "timeoutSeconds", 10);
        put(health, "failureThreshold", 1);
    }

    static void schemas(ObjectNode spec) {
        put(object(object(spec, "allowedSchemas"), "namespaces"), "from", "Same");
    }

    static void secret(ObjectNode spec) {
        ObjectNode secret = object(spec, "authSecret");
        put(secret, "apiGroup", "");
        put(secret, "kind", "Secret");
    }

    static void authentication(ObjectNode spec, int major) {
        put(spec, "clientAuthMode", major < SCRAM_SINCE ? "md5" : "scram");
    }

    static void encryption(ObjectNode spec, ObjectNode said) {
        put(spec, "sslMode", isAbsent(said, "tls") ? "disable" : "verify-full");
    }

    static void deletion(ObjectNode spec, ObjectNode said) {
        put(spec, "deletionPolicy", "Delete");
        if (said.path("halted").asBoolean()) {
            spec.put("deletionPolicy", "Halt");
        }
    }

    static void monitor(ObjectNode spec) {
        if (spec.path("monitor").path("prometheus").get("exporter") instanceof ObjectNode exporter) {
            put(exporter, "port", 56_790);
        }
    }

    /** The schema's where any of it is said, else the webhook's. */
    static void election(ObjectNode spec) {
        if (spec.get("leaderElection") instanceof ObjectNode election) {
            ticks(election, "100ms", LAG_OF_SCHEMA);
        } else if (isAbsent(spec, "leaderElection")) {
            ticks(spec.putObject("leaderElection"), "300ms", LAG_OF_WEBHOOK);
        }
    }

    private static void ticks(ObjectNode election, String period, long lag) {
        put(election, "period", period);
        put(election, "electionTick", 10);
        put(election, "heartbeatTick", 1);
        put(election, "maximumLagBeforeFailover", lag);
        put(election, "transferLeadershipInterval", "1s");
        put(election, "transferLeadershipTimeout", "60s");
    }

    static void replication(ObjectNode spec, int major) {
        ObjectNode kept = object(spec, "replication");
        put(kept, "walLimitPolicy", major <= SEGMENTS_UNTIL ? "WALKeepSegment" : "WALKeepSize");
        switch (kept.path("walLimitPolicy").asText()) {
            case "WALKeepSegment" -> put(kept, "walKeepSegment", 96);
            case "WALKeepSize" -> put(kept, "walKeepSize", 1536);
            case "ReplicationSlot" -> put(kept, "maxSlotWALKeepSize", -1);
            default -> {
                // the webhook refuses any other
            }
        }
    }

    /** Only synchronous replication has a configuration. */
    static void confirmations(ObjectNode spec, ObjectNode said) {
        if (said.path("streamingMode").asText().equals("Synchronous")) {
            ObjectNode sync = object(spec, "synchronousReplicationConfig");
            put(sync, "mode", "Any");
            put(sync, "numSyncReplicas", 1);
            put(sync, "commitLevel", "RemoteWrite");
        }
    }

    /** The deprecated reference to a secret, where the newer one says nothing. */
    static void configuration(ObjectNode spec, ObjectNode said) {
        JsonNode secret = said.path("configSecret").path(NAME);
        if (secret.isTextual() && !secret.textValue().isEmpty()) {
            put(object(spec, "configuration"), "secretName", secret.textValue());
        }
    }

    static void certificates(ObjectNode spec, String name) {
        if (!(spec.get("tls") instanceof ObjectNode tls) || isAbsent(tls, "issuerRef")) {
            return;
        }
        if (isAbsent(tls, "certificates")) {
            tls.putArray("certificates");
        }
        if (!(tls.get("certificates") instanceof ArrayNode certificates)) {
            return;
        }
        for (String alias : CERTIFICATES) {
            ObjectNode found = null;
            for (JsonNode one : certificates) {
                if (one.path("alias").asText().equals(alias) && one instanceof ObjectNode object) {
                    found = object;
                }
            }
            ObjectNode certificate = found == null ? certificates.addObject().put("alias", alias) : found;
            put(certificate, "secretName", name + "-" + alias + "-cert");
        }
    }

    static void restore(ObjectNode spec, String namespace) {
        if (spec.path("init").path("archiver").get("manifestOptions") instanceof ObjectNode manifests) {
            put(manifests, "archiver", false);
            put(manifests, "initScript", false);
        }
        if (spec.path("init").get("archiver") instanceof ObjectNode archiver) {
            put(archiver, "replicationStrategy", "sync");
            for (String field : List.of("encryptionSecret", "manifestRepository", "fullDBRepository")) {
                if (archiver.get(field) instanceof ObjectNode ref) {
                    put(ref, "namespace", namespace);
                }
            }
        }
    }
}
