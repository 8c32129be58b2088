package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.Resources;
import io.pgspan.operators.decode.GoText;
import java.util.Map;

/**
 * A {@code Postgres} as KubeDB's webhook and schema store it: every default written, nothing that is said changed, but a halted database's
 * deletion policy, which becomes {@code Halt}. So one can see what a short manifest really asks for, and compare two manifests by what they
 * mean.
 *
 * <p>Not written are the parts of which only KubeDB knows the content: security contexts, probes, secret names of certificates.
 */
public final class KubeDbDefaults {
    private static final String REQUESTS = "requests";
    private static final String LIMITS = "limits";
    private static final int SCRAM_DEFAULT_SINCE = 18;
    private static final int SIZES_SINCE = 13;

    private final ObjectNode spec;
    private final int major;

    private KubeDbDefaults(ObjectNode spec) {
        this.spec = spec;
        this.major = major(spec);
    }

    /** The object with every default; the argument is not changed. */
    public static ObjectNode stored(ObjectNode postgres) {
        ObjectNode object = postgres.deepCopy();
        new KubeDbDefaults(object.withObject("/spec")).write();
        return object;
    }

    private void write() {
        put(spec, "replicas", 1);
        put(spec, "standbyMode", "Hot");
        put(spec, "storageType", "Durable");
        put(spec, "sslMode", spec.has("tls") ? "verify-full" : "disable");
        put(spec, "clientAuthMode", major < SCRAM_DEFAULT_SINCE ? "md5" : "scram");
        put(spec.withObject("/authSecret"), "kind", "Secret");
        put(spec.withObject("/authSecret"), "name", "");
        put(spec.withObject("/allowedSchemas/namespaces"), "from", "Same");
        if (spec.path("halted").asBoolean(false)) {
            spec.put("deletionPolicy", "Halt");
        }
        put(spec, "deletionPolicy", "Delete");
        ObjectNode health = spec.withObject("/healthChecker");
        put(health, "periodSeconds", 10);
        put(health, "timeoutSeconds", 10);
        put(health, "failureThreshold", 1);
        election();
        synchronous();
        retention();
        pods();
    }

    /** The schema fills a field that is absent, the webhook an object that is absent, and they disagree. */
    private void election() {
        boolean given = spec.path("leaderElection").isObject();
        ObjectNode election = spec.withObject("/leaderElection");
        put(election, "period", given ? "100ms" : GoText.text(ElectionSection.ABSENT.tick()));
        put(election, "electionTick", 10);
        put(election, "heartbeatTick", 1);
        put(election, "maximumLagBeforeFailover", given ? 32 << 20 : 64 << 20);
        put(election, "transferLeadershipInterval", "1s");
        put(election, "transferLeadershipTimeout", "60s");
    }

    private void synchronous() {
        if (spec.path("streamingMode").asText("").equals("Synchronous")) {
            ObjectNode sync = spec.withObject("/synchronousReplicationConfig");
            put(sync, "mode", "Any");
            put(sync, "numSyncReplicas", 1);
            put(sync, "commitLevel", "RemoteWrite");
        }
    }

    private void retention() {
        ObjectNode kept = spec.withObject("/replication");
        put(kept, "walLimitPolicy", major < SIZES_SINCE ? "WALKeepSegment" : "WALKeepSize");
        switch (kept.path("walLimitPolicy").asText("")) {
            case "WALKeepSegment" -> put(kept, "walKeepSegment", 96);
            case "WALKeepSize" -> put(kept, "walKeepSize", 1536);
            case "ReplicationSlot" -> put(kept, "maxSlotWALKeepSize", -1);
            default -> {
                // refused, so nothing is filled in
            }
        }
    }

    private void pods() {
        ObjectNode pod = spec.withObject("/podTemplate/spec");
        put(pod.withObject("/podPlacementPolicy"), "name", "default");
        container(pod, "containers", "postgres", Resources.ofDefaults());
        container(pod, "containers", "pg-coordinator", Resources.of("200m", "256Mi"));
        container(
                pod,
                "initContainers",
                "postgres-init-container",
                Resources.of("200m", "256Mi").limitMemory("512Mi"));
        if (spec.path("replicas").asInt(1) % 2 == 0) {
            spec.withObject("/arbiter");
        }
        if (spec.path("arbiter") instanceof ObjectNode arbiter) {
            ObjectNode resources = arbiter.withObject("/resources");
            fill(resources, Resources.of("200m", "256Mi"));
            put(resources.withObject("/" + REQUESTS), "storage", "2Gi");
        }
        for (var one : spec.path("readReplicas")) {
            if (one instanceof ObjectNode set) {
                put(set, "replicas", 1);
                put(set, "storageType", "Durable");
                put(set.withObject("/podPlacementPolicy"), "name", "default");
                if (!set.has("storage") && spec.has("storage")) {
                    set.set("storage", spec.get("storage").deepCopy());
                }
            }
        }
    }

    private static void container(ObjectNode pod, String list, String name, Resources defaults) {
        for (var one : pod.withArray("/" + list)) {
            if (one instanceof ObjectNode container
                    && container.path("name").asText("").equals(name)) {
                fill(container.withObject("/resources"), defaults);
                return;
            }
        }
        fill(pod.withArray("/" + list).addObject().put("name", name).putObject("resources"), defaults);
    }

    private static void fill(ObjectNode resources, Resources defaults) {
        ObjectNode requests = resources.withObject("/" + REQUESTS);
        defaults.requests()
                .forEach((resource, amount) -> put(
                        requests,
                        resource,
                        resources.path(LIMITS).path(resource).asText(amount.toString())));
        Map<String, ?> limits = defaults.limits();
        limits.forEach((resource, amount) -> put(resources.withObject("/" + LIMITS), resource, amount.toString()));
    }

    private static void put(ObjectNode object, String field, String value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }

    private static void put(ObjectNode object, String field, int value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }

    private static int major(ObjectNode spec) {
        try {
            return KubeDbWords.version(spec.path("version").asText("")).major();
        } catch (PgspanException e) {
            return SCRAM_DEFAULT_SINCE;
        }
    }
}
