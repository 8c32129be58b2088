package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** What one version of an installed definition says about its objects. Immutable; threads may share it. */
public final class CrdSchema {
    private static final JsonNode ANYTHING = JsonNodeFactory.instance
            .objectNode()
            .put("type", "object")
            .put("x-kubernetes-preserve-unknown-fields", true);

    private final String apiVersion;
    private final String kind;
    private final boolean served;
    private final boolean stored;
    private final boolean namespaced;
    private final boolean hasStatus;
    private final LazySchema root;

    private CrdSchema(JsonNode spec, JsonNode version) {
        apiVersion = spec.path("group").asText("") + "/" + version.path("name").asText("");
        kind = spec.path("names").path("kind").asText("");
        served = version.path("served").asBoolean(false);
        stored = version.path("storage").asBoolean(false);
        namespaced = spec.path("scope").asText("").equals("Namespaced");
        hasStatus = version.path("subresources").has("status");
        JsonNode schema = version.path("schema").path("openAPIV3Schema");
        root = LazySchema.root(schema.isObject() ? schema : ANYTHING);
    }

    /** One of the versions of a definition's spec. */
    static CrdSchema of(JsonNode spec, JsonNode version) {
        return new CrdSchema(spec, version);
    }

    /** Group and version, for example {@code kubedb.com/v1}. */
    public String apiVersion() {
        return apiVersion;
    }

    /** For example {@code Postgres}. */
    public String kind() {
        return kind;
    }

    /** Whether the API server takes objects of this version. */
    public boolean isServed() {
        return served;
    }

    /** Whether objects are kept in this version. */
    public boolean isStored() {
        return stored;
    }

    /** Whether its objects live in namespaces. */
    public boolean isNamespaced() {
        return namespaced;
    }

    /** Whether the status has an endpoint of its own, so that what is written there with the object is thrown away. */
    public boolean hasStatus() {
        return hasStatus;
    }

    /**
     * Whether the schema names this field, for example {@code hasProperty("spec", "ocm")}: so a generation of a definition is told from
     * another. A list's items and a map's values are passed through without a step of their own.
     */
    public boolean hasProperty(String... names) {
        @Nullable StructuralSchema at = root();
        for (String name : names) {
            at = below(at);
            if (at == null || !at.hasField(name)) {
                return false;
            }
            at = at.field(name);
        }
        return true;
    }

    private static @Nullable StructuralSchema below(@Nullable StructuralSchema schema) {
        @Nullable StructuralSchema at = schema;
        while (at != null && at.throughTo() != null) {
            at = at.throughTo();
        }
        return at;
    }

    StructuralSchema root() {
        return root.get();
    }

    @Override
    public String toString() {
        return apiVersion + " " + kind;
    }
}
