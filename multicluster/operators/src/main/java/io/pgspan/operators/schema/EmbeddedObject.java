package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The fields every object has whatever its definition says: an API server reads apiVersion, kind and metadata itself and drops what
 * metadata doesn't know. A definition may say more only about the names.
 */
final class EmbeddedObject {
    private static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    private static final int NAME_LENGTH_MAX = 253;
    private static final String[] TEXTS = {"generateName", "namespace", "selfLink", "uid", "resourceVersion"};
    private static final String[] NUMBERS = {"generation", "deletionGracePeriodSeconds"};
    private static final String[] OWNER_TEXTS = {"apiVersion", "kind", "name", "uid"};

    private EmbeddedObject() {}

    /** Adds the schemas of apiVersion, kind and metadata. */
    static void complete(Map<String, LazySchema> properties, JsonNode metadata, boolean root) {
        properties.putIfAbsent("apiVersion", LazySchema.of(type("string")));
        properties.putIfAbsent("kind", LazySchema.of(type("string")));
        properties.put("metadata", LazySchema.of(metadata(metadata.path("properties"), root)));
    }

    private static ObjectNode metadata(JsonNode definition, boolean root) {
        ObjectNode schema = type("object");
        ObjectNode fields = schema.putObject("properties");
        ObjectNode name = fields.putObject("name").put("type", "string");
        if (root) {
            name.put("pattern", NAME).put("maxLength", NAME_LENGTH_MAX);
        }
        for (String text : TEXTS) {
            fields.set(text, type("string"));
        }
        for (String number : NUMBERS) {
            fields.set(number, type("integer"));
        }
        for (String time : new String[] {"creationTimestamp", "deletionTimestamp"}) {
            fields.set(time, type("string").put("format", "date-time").put("nullable", true));
        }
        for (String map : new String[] {"labels", "annotations"}) {
            fields.set(map, type("object").set("additionalProperties", type("string")));
        }
        fields.set("finalizers", type("array").set("items", type("string")));
        fields.set("ownerReferences", type("array").set("items", owner()));
        fields.set("managedFields", type("array").set("items", kept()));
        for (String named : new String[] {"name", "generateName"}) {
            if (definition.path(named) instanceof ObjectNode more) {
                fields.withObjectProperty(named).setAll(more);
            }
        }
        return schema;
    }

    private static ObjectNode owner() {
        ObjectNode schema = type("object");
        ObjectNode fields = schema.putObject("properties");
        for (String text : OWNER_TEXTS) {
            fields.set(text, type("string"));
            schema.withArrayProperty("required").add(text);
        }
        fields.set("controller", type("boolean"));
        fields.set("blockOwnerDeletion", type("boolean"));
        return schema;
    }

    private static ObjectNode kept() {
        return type("object").put("x-kubernetes-preserve-unknown-fields", true);
    }

    private static ObjectNode type(String name) {
        return JsonNodeFactory.instance.objectNode().put("type", name);
    }
}
