package io.pgspan.operators.kubedb;

import static io.pgspan.operators.kubedb.KubeDbDefaults.object;
import static io.pgspan.operators.kubedb.KubeDbDefaults.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Arbiter;
import io.pgspan.model.PgspanException;
import io.pgspan.model.Resources;
import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Defaults of the containers that KubeDB makes itself, of the arbiter and of read replicas. */
final class DefaultContainers {
    private static final String REQUESTS = "requests";
    private static final String LIMITS = "limits";

    private static final List<Own> OWN = List.of(
            new Own("containers", "postgres", Resources.ofDefaults()),
            new Own("containers", "pg-coordinator", PodDetails.COORDINATOR),
            new Own("initContainers", "postgres-init-container", PodDetails.INIT));

    private DefaultContainers() {}

    /** One that KubeDB makes itself. Where a wish says nothing of it, all objects share what it is then. */
    private static final class Own {
        private final String field;
        private final String name;
        private final Resources defaults;
        private final ObjectNode alone;

        Own(String field, String name, Resources defaults) {
            this.field = field;
            this.name = name;
            this.defaults = defaults;
            this.alone = JsonNodeFactory.instance.objectNode().put("name", name);
            fill(alone);
        }

        private void fill(ObjectNode container) {
            resources(object(container, "resources"), defaults);
            security(object(container, "securityContext"));
        }
    }

    static void pods(ObjectNode spec, String database) {
        ObjectNode pod = object(object(spec, "podTemplate"), "spec");
        put(pod, "serviceAccountName", database);
        put(object(pod, "podPlacementPolicy"), "name", "default");
        OWN.forEach(one -> own(pod, one));
    }

    private static void own(ObjectNode pod, Own own) {
        String field = own.field;
        if (KubeDbDefaults.isAbsent(pod, field)) {
            pod.putArray(field);
        }
        if (!(pod.get(field) instanceof ArrayNode containers)) {
            return;
        }
        @Nullable ObjectNode found = null;
        for (JsonNode one : containers) {
            if (found == null && one.path("name").asText().equals(own.name) && one instanceof ObjectNode object) {
                found = object;
            }
        }
        if (found == null) {
            containers.add(own.alone);
        } else {
            own.fill(found);
        }
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

    static void arbiter(ObjectNode spec, ObjectNode said) {
        boolean even = !KubeDbDefaults.isAbsent(said, "replicas")
                && said.path("replicas").asInt(1) % 2 == 0;
        if (!even && KubeDbDefaults.isAbsent(spec, "arbiter")) {
            return;
        }
        Arbiter defaults = Arbiter.ofDefaults();
        resources(
                object(object(spec, "arbiter"), "resources"),
                defaults.resources().request("storage", defaults.storage().size()));
    }

    static void readReplicas(ObjectNode spec, ObjectNode said) {
        for (JsonNode set : spec.path("readReplicas")) {
            if (set instanceof ObjectNode one) {
                put(object(one, "podPlacementPolicy"), "name", "default");
                put(one, "replicas", 1);
                put(one, "storageType", "Durable");
                if (KubeDbDefaults.isAbsent(one, "storage") && said.get("storage") instanceof ObjectNode storage) {
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
