package io.pgspan.operators.kubedb;

import static io.pgspan.operators.kubedb.KubeDbDefaults.object;
import static io.pgspan.operators.kubedb.KubeDbDefaults.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Arbiter;
import io.pgspan.model.PgspanException;
import io.pgspan.model.Resources;
import io.pgspan.model.text.Quantity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Defaults of the containers that KubeDB makes itself, of the arbiter and of read replicas. */
final class DefaultContainers {
    private static final String REQUESTS = "requests";
    private static final String LIMITS = "limits";

    private DefaultContainers() {}

    static void pods(ObjectNode spec, String database) {
        ObjectNode pod = object(object(spec, "podTemplate"), "spec");
        put(pod, "serviceAccountName", database);
        put(object(pod, "podPlacementPolicy"), "name", "default");
        own(pod, "containers", "postgres", Resources.ofDefaults());
        own(pod, "containers", "pg-coordinator", PodDetails.COORDINATOR);
        own(pod, "initContainers", "postgres-init-container", PodDetails.INIT);
    }

    private static void own(ObjectNode pod, String field, String name, Resources defaults) {
        if (KubeDbDefaults.isAbsent(pod, field)) {
            pod.putArray(field);
        }
        if (!(pod.get(field) instanceof ArrayNode containers)) {
            return;
        }
        @Nullable ObjectNode found = null;
        for (JsonNode one : containers) {
            if (found == null && one.path("name").asText().equals(name) && one instanceof ObjectNode object) {
                found = object;
            }
        }
        ObjectNode container = found == null ? containers.addObject().put("name", name) : found;
        resources(object(container, "resources"), defaults);
        security(object(container, "securityContext"));
    }

    private static void security(ObjectNode context) {
        put(context, "allowPrivilegeEscalation", false);
        put(context, "runAsNonRoot", true);
        if (KubeDbDefaults.isAbsent(context, "capabilities")) {
            context.putObject("capabilities").putArray("drop").add("ALL");
        }
        if (KubeDbDefaults.isAbsent(context, "seccompProfile")) {
            context.putObject("seccompProfile").put("type", "RuntimeDefault");
        }
    }

    static void arbiter(ObjectNode spec) {
        boolean even = spec.path("replicas").asInt(1) % 2 == 0;
        if (!even && KubeDbDefaults.isAbsent(spec, "arbiter")) {
            return;
        }
        Arbiter defaults = Arbiter.ofDefaults();
        resources(
                object(object(spec, "arbiter"), "resources"),
                defaults.resources().request("storage", defaults.storage().size()));
    }

    static void readReplicas(ObjectNode spec) {
        for (JsonNode set : spec.path("readReplicas")) {
            if (set instanceof ObjectNode one) {
                put(one, "replicas", 1);
                put(one, "storageType", "Durable");
                if (KubeDbDefaults.isAbsent(one, "storage") && spec.get("storage") instanceof ObjectNode storage) {
                    one.set("storage", storage.deepCopy());
                }
            }
        }
    }

    /** An absent request is the limit, else the default; a limit is what is said or the request, whichever is more, else the default. */
    private static void resources(ObjectNode resources, Resources defaults) {
        ObjectNode requests = object(resources, REQUESTS);
        ObjectNode limits = object(resources, LIMITS);
        ObjectNode asked = requests.deepCopy();
        for (Map.Entry<String, Quantity> one : defaults.requests().entrySet()) {
            put(
                    requests,
                    one.getKey(),
                    limits.path(one.getKey()).asText(one.getValue().toString()));
        }
        for (Map.Entry<String, Quantity> one : defaults.limits().entrySet()) {
            String name = one.getKey();
            if (!KubeDbDefaults.isAbsent(asked, name) && isLess(limits.path(name), asked.path(name))) {
                limits.put(name, asked.path(name).asText());
            } else {
                put(limits, name, one.getValue().toString());
            }
        }
    }

    private static boolean isLess(JsonNode limit, JsonNode request) {
        if (limit.isMissingNode() || limit.isNull()) {
            return true;
        }
        try {
            return Quantity.of(limit.asText()).compareTo(Quantity.of(request.asText())) < 0;
        } catch (PgspanException e) {
            return false;
        }
    }
}
