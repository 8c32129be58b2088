package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of a structural schema, ready to be asked: what may stand below it, what is added and dropped, and its keywords in the order
 * they are checked. Immutable.
 */
final class StructuralSchema {
    private final SchemaType type;
    private final boolean nullable;
    private final boolean intOrString;
    private final boolean preserving;
    private final boolean embedded;
    private final Map<String, LazySchema> properties;
    private final boolean anyAdditional;
    private final @Nullable LazySchema additional;
    private final @Nullable LazySchema items;
    private final @Nullable JsonNode defaultValue;
    private final Map<String, LazySchema> defaulted;
    private final List<Keyword> keywords;
    private final List<CelRule> rules;
    private final String format;

    private StructuralSchema(JsonNode source, boolean root) {
        type = SchemaType.of(source.path("type").asText(""));
        nullable = source.path("nullable").asBoolean(false);
        intOrString = source.path("x-kubernetes-int-or-string").asBoolean(false);
        preserving = source.path("x-kubernetes-preserve-unknown-fields").asBoolean(false);
        embedded = root || source.path("x-kubernetes-embedded-resource").asBoolean(false);
        Map<String, LazySchema> below = new HashMap<>();
        Map<String, LazySchema> withDefault = new HashMap<>();
        source.path("properties").properties().forEach(field -> {
            LazySchema schema = LazySchema.of(field.getValue());
            below.put(field.getKey(), schema);
            if (field.getValue().hasNonNull("default")) {
                withDefault.put(field.getKey(), schema);
            }
        });
        if (embedded) {
            EmbeddedObject.complete(below, source.path("properties").path("metadata"), root);
        }
        properties = Map.copyOf(below);
        defaulted = Map.copyOf(withDefault);
        JsonNode more = source.path("additionalProperties");
        anyAdditional = more.isBoolean() && more.booleanValue();
        additional = more.isObject() ? LazySchema.of(more) : null;
        items = source.path("items").isObject() ? LazySchema.of(source.path("items")) : null;
        defaultValue = source.hasNonNull("default") ? source.get("default") : null;
        keywords = Keywords.of(source, intOrString, embedded);
        format = source.path("format").asText("");
        rules = CelRule.all(source.path("x-kubernetes-validations"));
    }

    static StructuralSchema compile(JsonNode source, boolean root) {
        return new StructuralSchema(source, root);
    }

    SchemaType type() {
        return type;
    }

    boolean isNullable() {
        return nullable;
    }

    boolean isIntOrString() {
        return intOrString;
    }

    /** Whether fields the schema doesn't know are kept. */
    boolean keepsUnknown() {
        return preserving || anyAdditional;
    }

    /** Whether the object below has apiVersion, kind and metadata of its own. */
    boolean isEmbedded() {
        return embedded;
    }

    /** The schema of a field; null when the schema doesn't know it. */
    @Nullable
    StructuralSchema field(String name) {
        @Nullable LazySchema property = properties.get(name);
        if (property == null) {
            property = additional;
        }
        return property == null ? null : property.get();
    }

    /** Whether the schema names this field itself. */
    boolean hasField(String name) {
        return properties.containsKey(name);
    }

    /** The schema of the list's items; null when they may be anything. */
    @Nullable
    StructuralSchema items() {
        return items == null ? null : items.get();
    }

    /** The schema of a list's items or of a map's values; null when this is neither. */
    @Nullable
    StructuralSchema throughTo() {
        return items != null ? items.get() : properties.isEmpty() && additional != null ? additional.get() : null;
    }

    /** What an API server writes where this value is missing; null for nothing. Not to be changed. */
    @Nullable
    JsonNode defaultValue() {
        return defaultValue;
    }

    /** The fields that are written where they are missing. */
    Map<String, LazySchema> defaulted() {
        return defaulted;
    }

    List<Keyword> keywords() {
        return keywords;
    }

    /** For example {@code date-time}; empty for none. */
    String format() {
        return format;
    }

    List<CelRule> rules() {
        return rules;
    }
}
