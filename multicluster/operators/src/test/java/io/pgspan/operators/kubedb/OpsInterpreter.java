package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.PlannedStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What KubeDB makes of a plan's deeds, as far as its objects show it, written without the planner's own arithmetic: a request changes the fields
 * it is about in the {@code Postgres}; a patch and an object change what they say.
 */
final class OpsInterpreter {
    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();

    OpsInterpreter(List<ObjectNode> before) {
        before.forEach(this::put);
    }

    void run(ChangePlan plan, Runnable afterEach) {
        for (PlannedStep step : plan.steps()) {
            run(step.deed());
            afterEach.run();
        }
    }

    ObjectNode postgres() {
        return objects.values().stream()
                .filter(object -> object.path("kind").asText().equals("Postgres"))
                .findFirst()
                .orElseThrow();
    }

    /** The database that was made last. */
    ObjectNode newest() {
        return objects.values().stream()
                .filter(object -> object.path("kind").asText().equals("Postgres"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    Optional<ObjectNode> find(ObjectKey key) {
        return Optional.ofNullable(objects.get(place(key)));
    }

    Optional<ObjectNode> policy(String name) {
        return find(new ObjectKey("", "PlacementPolicy", "", name));
    }

    List<ObjectNode> all() {
        return List.copyOf(objects.values());
    }

    private void put(ObjectNode object) {
        objects.put(place(ObjectKey.of(object)), object.deepCopy());
    }

    private static String place(ObjectKey key) {
        boolean unsaid = key.namespace().isEmpty() && !key.kind().equals("PlacementPolicy");
        return key.kind() + "/" + (unsaid ? "default" : key.namespace()) + "/" + key.name();
    }

    private void run(Deed deed) {
        if (deed instanceof Deed.Create create) {
            assertThat(requests).doesNotContain(ObjectKey.of(create.object()).name());
            requests.add(ObjectKey.of(create.object()).name());
            assertThat(postgres().at("/spec/halted").asBoolean())
                    .as("a request needs a running database")
                    .isFalse();
            request(create.object().path("spec"));
        } else if (deed instanceof Deed.Patch patch) {
            merge(find(patch.object()).orElseThrow(), patch.patch());
        } else if (deed instanceof Deed.Apply apply) {
            apply.objects().forEach(this::put);
        } else if (deed instanceof Deed.Delete delete) {
            objects.remove(place(delete.object()));
        }
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else if (field.getValue().isObject()) {
                merge(object(target, field.getKey()), (ObjectNode) field.getValue());
            } else {
                target.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    private void request(JsonNode request) {
        ObjectNode spec = (ObjectNode) postgres().get("spec");
        switch (request.path("type").asText()) {
            case "UpdateVersion" -> {
                // the webhook wrote it when the object was made, by the version of then
                spec.set("clientAuthMode", KubeDbDefaults.stored(postgres()).at("/spec/clientAuthMode"));
                spec.put("version", request.at("/updateVersion/targetVersion").asText());
            }
            case "HorizontalScaling" -> horizontal(spec, request.path("horizontalScaling"));
            case "VerticalScaling" -> vertical(spec, request.path("verticalScaling"));
            case "VolumeExpansion" -> expand(spec, request.path("volumeExpansion"));
            case "StorageMigration" -> {
                assertThat(request.path("timeout").asText()).isNotEmpty();
                object(spec, "storage")
                        .put(
                                "storageClassName",
                                request.at("/migration/storageClassName").asText());
            }
            case "Reconfigure" -> reconfigure(spec, request.path("configuration"));
            case "ReconfigureTLS" -> tls(spec, request.path("tls"));
            case "RotateAuth" -> {
                ObjectNode secret = object(spec, "authSecret");
                secret.remove("apiGroup");
                request.at("/authentication/secretRef")
                        .properties()
                        .forEach(field -> secret.set(field.getKey(), field.getValue()));
            }
            case "Restart" -> {
                // changes nothing that an object says
            }
            default -> throw new AssertionError("unexpected request " + request);
        }
    }

    private static void horizontal(ObjectNode spec, JsonNode payload) {
        assertThat(payload.has("replicas")).isNotEqualTo(payload.has("readReplicas"));
        for (String field : List.of("replicas", "standbyMode", "streamingMode")) {
            if (payload.has(field)) {
                spec.set(field, payload.get(field));
            }
        }
        for (JsonNode group : payload.path("readReplicas")) {
            ArrayNode groups = spec.withArray("readReplicas");
            int at = index(groups, group.path("name").asText());
            if (group.path("remove").asBoolean()) {
                groups.remove(at);
                if (groups.isEmpty()) {
                    spec.remove("readReplicas");
                }
            } else if (at < 0) {
                groups.add(group.deepCopy());
            } else {
                ((ObjectNode) groups.get(at)).setAll((ObjectNode) group.deepCopy());
            }
        }
    }

    private static int index(JsonNode list, String name) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path("name").asText().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static void vertical(ObjectNode spec, JsonNode payload) {
        ObjectNode pod = object(object(spec, "podTemplate"), "spec");
        Map<String, String> containers = Map.of("postgres", "postgres", "coordinator", "pg-coordinator");
        containers.forEach((part, name) -> {
            if (payload.has(part)) {
                ArrayNode list = pod.withArray("containers");
                if (index(list, name) < 0) {
                    list.addObject().put("name", name);
                }
                ((ObjectNode) list.get(index(list, name))).set("resources", payload.at("/" + part + "/resources"));
            }
        });
        if (pod.isEmpty()) {
            ((ObjectNode) spec.get("podTemplate")).remove("spec");
        }
        if (payload.has("arbiter")) {
            ObjectNode arbiter = object(spec, "arbiter");
            JsonNode storage = arbiter.at("/resources/requests/storage").deepCopy();
            ObjectNode given = payload.at("/arbiter/resources").deepCopy();
            assertThat(given.at("/requests/storage").isMissingNode()).isTrue();
            if (!storage.isMissingNode()) {
                object(given, "requests").set("storage", storage);
            }
            arbiter.set("resources", given);
        }
        if (payload.has("exporter")) {
            object(object(object(spec, "monitor"), "prometheus"), "exporter")
                    .set("resources", payload.at("/exporter/resources"));
        }
        for (JsonNode group : payload.path("readReplicas")) {
            JsonNode groups = spec.path("readReplicas");
            ((ObjectNode) groups.get(index(groups, group.path("name").asText())))
                    .set("resources", group.at("/postgres/resources"));
        }
    }

    private static void expand(ObjectNode spec, JsonNode payload) {
        assertThat(payload.path("mode").asText()).isIn("Online", "Offline");
        Map<String, String> parts = Map.of("postgres", "storage", "arbiter", "arbiter");
        parts.forEach((part, field) -> {
            if (payload.has(part)) {
                ObjectNode requests = object(object(object(spec, field), "resources"), "requests");
                Quantity now = Quantity.of(requests.path("storage").asText("2Gi"));
                assertThat(Quantity.of(payload.path(part).asText())).isGreaterThan(now);
                requests.put("storage", payload.path(part).asText());
            }
        });
    }

    private static void reconfigure(ObjectNode spec, JsonNode payload) {
        if (payload.path("removeCustomConfig").asBoolean()) {
            spec.remove("configuration");
        }
        ObjectNode configuration = object(spec, "configuration");
        if (payload.has("configSecret")) {
            configuration.put("secretName", payload.at("/configSecret/name").asText());
        }
        String text = payload.path("applyConfig").path("user.conf").asText("");
        if (!text.isEmpty()) {
            ObjectNode inline = object(configuration, "inline");
            Optional<Map<String, String>> was =
                    UserConf.parse(inline.path("user.conf").asText(""));
            Optional<Map<String, String>> more = UserConf.parse(text);
            if (was.isPresent() && more.isPresent()) {
                Map<String, String> merged = new HashMap<>(was.get());
                merged.putAll(more.get());
                inline.put("user.conf", merged.equals(more.get()) ? text : UserConf.format(merged));
            } else {
                inline.put("user.conf", text);
            }
        }
        if (payload.has("tuning")) {
            configuration.set("tuning", payload.get("tuning"));
        }
        if (configuration.isEmpty()) {
            spec.remove("configuration");
        }
    }

    private static void tls(ObjectNode spec, JsonNode payload) {
        if (payload.path("remove").asBoolean()) {
            spec.remove(List.of("tls", "sslMode"));
        }
        if (payload.has("issuerRef") || payload.has("certificates")) {
            object(spec, "tls");
        }
        for (String field : List.of("issuerRef", "certificates")) {
            if (payload.has(field)) {
                object(spec, "tls").set(field, payload.get(field));
            }
        }
        for (String field : List.of("sslMode", "clientAuthMode")) {
            if (payload.has(field)) {
                spec.set(field, payload.get(field));
            }
        }
    }

    private static ObjectNode object(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode there ? there : parent.putObject(field);
    }
}
