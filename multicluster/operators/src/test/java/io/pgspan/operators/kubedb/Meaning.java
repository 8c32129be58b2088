package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What an object comes to once it is stored: two that are written differently and mean the same are equal here. */
final class Meaning {
    /** Lists whose items have names: their order means nothing to KubeDB. */
    private static final Map<String, String> NAMED = Map.of(
            "containers", "name",
            "initContainers", "name",
            "certificates", "alias",
            "serviceTemplates", "alias",
            "readReplicas", "name");

    private Meaning() {}

    static ObjectNode of(ObjectNode postgres) {
        ObjectNode stored = KubeDbDefaults.stored(postgres).deepCopy();
        if (stored.path("metadata") instanceof ObjectNode metadata && !metadata.hasNonNull("namespace")) {
            metadata.put("namespace", "default");
        }
        if (stored.path("spec") instanceof ObjectNode spec && !spec.hasNonNull("streamingMode")) {
            spec.put("streamingMode", "Asynchronous");
        }
        thin(stored);
        return stored;
    }

    /** Takes out what says nothing, says what an absent operator of a toleration group of an issuer or access mode of a claim means, and puts named lists in order. */
    private static void thin(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> empty = new ArrayList<>();
            object.properties().forEach(field -> {
                if (field.getKey().equals("storage")
                        && field.getValue() instanceof ObjectNode claim
                        && claim.path("accessModes").isEmpty()) {
                    claim.putArray("accessModes").add("ReadWriteOnce");
                }
                if (field.getKey().equals("issuerRef") && field.getValue() instanceof ObjectNode issuer) {
                    issuer.put("apiGroup", issuer.path("apiGroup").asText("cert-manager.io"));
                }
                if (field.getKey().equals("tolerations")) {
                    field.getValue()
                            .forEach(one -> ((ObjectNode) one)
                                    .put("operator", one.path("operator").asText("Equal")));
                }
                String key = NAMED.get(field.getKey());
                if (key != null && field.getValue() instanceof ArrayNode list) {
                    sort(list, key);
                }
                thin(field.getValue());
                if (field.getValue().isNull()
                        || (field.getValue().isContainerNode()
                                && field.getValue().isEmpty())) {
                    empty.add(field.getKey());
                }
            });
            object.remove(empty);
        } else {
            node.forEach(Meaning::thin);
        }
    }

    private static void sort(ArrayNode list, String key) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        items.sort(Comparator.comparing(item -> item.path(key).asText()));
        list.removeAll().addAll(items);
    }
}
