package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pruning: an API server silently drops what a CRD's schema doesn't name. It doesn't validate and sets no defaults here. */
final class StructuralSchema {
    private static final Set<String> EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");

    private StructuralSchema() {}

    /** Prunes in place. */
    static void prune(ObjectNode object, JsonNode openApiSchema) {
        if (openApiSchema.isObject()) {
            prune(object, openApiSchema, true);
        }
    }

    private static void prune(JsonNode node, JsonNode schema, boolean embedded) {
        if (node.isArray()) {
            node.forEach(item -> prune(item, schema.path("items"), isEmbedded(schema.path("items"))));
        } else if (node instanceof ObjectNode object) {
            pruneFields(object, schema, embedded);
        }
    }

    private static void pruneFields(ObjectNode object, JsonNode schema, boolean embedded) {
        JsonNode properties = schema.path("properties");
        JsonNode additional = schema.path("additionalProperties");
        boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean() || additional.asBoolean();
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            if (embedded && EVERY_OBJECT.contains(name)) {
                continue;
            }
            if (properties.has(name)) {
                prune(field.getValue(), properties.get(name), isEmbedded(properties.get(name)));
            } else if (additional.isObject()) {
                prune(field.getValue(), additional, isEmbedded(additional));
            } else if (!open) {
                unknown.add(name);
            }
        }
        object.remove(unknown);
    }

    private static boolean isEmbedded(JsonNode schema) {
        return schema.path("x-kubernetes-embedded-resource").asBoolean();
    }
}
