package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.manifest.TreePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the requests for pods and volumes say, out of the new object with its defaults filled in. */
final class Payloads {
    private static final String STORAGE = "storage";
    private static final List<String> GROUP_FIELDS = List.of(
            "replicas",
            "resources",
            "nodeSelector",
            "tolerations",
            "storageType",
            "storage",
            "podPlacementPolicy",
            "serviceTemplate");

    private final DatabaseChange database;

    Payloads(DatabaseChange database) {
        this.database = database;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode volumeExpansion(KubeDbChangeSettings settings) {
        ObjectNode payload = object();
        for (Change change : database.of(Way.VOLUME_EXPANSION)) {
            JsonNode size = database.storedAfter(change.path());
            payload.set(change.isIn(At.ARBITER) ? "arbiter" : "postgres", size);
        }
        return payload.put(
                "mode",
                switch (settings.expansion()) {
                    case ONLINE -> "Online";
                    case OFFLINE -> "Offline";
                });
    }

    ObjectNode storageMigration() {
        return object().put(
                        "storageClassName",
                        database.storedAfter(At.STORAGE_STORAGE_CLASS_NAME).asText());
    }

    ObjectNode verticalScaling(KubeDbChangeSettings settings) {
        ObjectNode payload = object();
        Set<String> groups = new LinkedHashSet<>();
        for (Change change : database.of(Way.VERTICAL_SCALING)) {
            if (change.isIn(At.POSTGRES_RESOURCES)) {
                resources(payload, "postgres", At.POSTGRES_RESOURCES);
            } else if (change.isIn(At.COORDINATOR_RESOURCES)) {
                resources(payload, "coordinator", At.COORDINATOR_RESOURCES);
            } else if (change.isIn(At.ARBITER_RESOURCES)) {
                resources(payload, "arbiter", At.ARBITER_RESOURCES);
            } else if (change.isIn(At.EXPORTER_RESOURCES)) {
                resources(payload, "exporter", At.EXPORTER_RESOURCES);
            } else {
                groups.add(change.path().steps().get(2).item());
            }
        }
        for (String group : groups) {
            ObjectNode item = payload.withArray("readReplicas").addObject().put("name", group);
            resources(item, "postgres", At.READ_REPLICAS.keyed("name", group).field("resources"));
        }
        if (payload.size() == 1 && payload.has("exporter")) {
            resources(payload, "postgres", At.POSTGRES_RESOURCES);
        }
        switch (settings.scaling()) {
            case IN_PLACE -> payload.put("mode", "InPlace");
            case RESTART -> {
                // the schema's default
            }
        }
        return payload;
    }

    /** Without storage, which is no resource of a container: a request for it never ends. */
    private void resources(ObjectNode payload, String part, TreePath path) {
        if (payload.has(part)) {
            return;
        }
        JsonNode resources = database.storedAfter(path).deepCopy();
        for (String kind : List.of("requests", "limits")) {
            if (resources.get(kind) instanceof ObjectNode amounts) {
                amounts.remove(STORAGE);
                if (amounts.isEmpty()) {
                    ((ObjectNode) resources).remove(kind);
                }
            }
        }
        payload.putObject(part).set("resources", resources);
    }

    /**
     * To the new number of replicas.
     *
     * @param modesAfter whether the modes are those of the new wish, or still the old ones: what is left out here, KubeDB's schema fills in
     */
    ObjectNode replicas(boolean modesAfter) {
        return modes(object().put("replicas", database.replicasAfter()), modesAfter);
    }

    private ObjectNode modes(ObjectNode payload, boolean after) {
        for (String mode : List.of("standbyMode", "streamingMode")) {
            TreePath path = At.SPEC.field(mode);
            payload.set(mode, after ? database.storedAfter(path) : database.storedBefore(path));
        }
        return payload;
    }

    /** Groups of read replicas added, changed and removed. */
    ObjectNode readReplicas(List<Change> changes) {
        ObjectNode payload = object();
        ArrayNode groups = payload.putArray("readReplicas");
        Set<String> names = new LinkedHashSet<>();
        changes.forEach(change -> names.add(change.path().steps().get(2).item()));
        for (String name : names) {
            TreePath path = At.READ_REPLICAS.keyed("name", name);
            ObjectNode item = groups.addObject().put("name", name);
            JsonNode group = database.storedAfter(path);
            if (group.isMissingNode()) {
                item.put("remove", true);
                continue;
            }
            boolean added = database.storedBefore(path).isMissingNode();
            for (String field : added ? GROUP_FIELDS : List.of("replicas")) {
                if (group.hasNonNull(field)) {
                    item.set(field, group.get(field).deepCopy());
                }
            }
        }
        return modes(payload, true);
    }

    ObjectNode version() {
        return object().put("targetVersion", database.storedAfter(At.VERSION).asText());
    }
}
