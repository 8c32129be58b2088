package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The installed definitions ({@code apiextensions.k8s.io/v1}), by version and kind of their objects. Of two definitions of the same objects
 * the later counts, as if applied after the other. Immutable; threads may share it.
 *
 * <p>Cost: making it takes a step per version of a definition, as a schema's nodes are compiled when first needed; a look-up is one of a map.
 */
public final class CrdSchemas {
    private static final String API_VERSION = "apiextensions.k8s.io/v1";
    private static final String KIND = "CustomResourceDefinition";

    private final Map<Key, CrdSchema> schemas;
    private final Map<Key, List<CrdSchema>> ofKind;

    /** Version (or, for all versions, group) and kind. */
    private record Key(String of, String kind) {}

    private CrdSchemas(Map<Key, CrdSchema> schemas, Map<Key, List<CrdSchema>> ofKind) {
        this.schemas = schemas;
        this.ofKind = ofKind;
    }

    /** The definitions among these objects; the others are passed over. */
    public static CrdSchemas of(ManifestSet manifests) {
        return of(manifests.manifests().stream().map(Manifest::tree).toList());
    }

    /** The definitions among these objects; the others are passed over. The trees are not to be changed afterwards. */
    public static CrdSchemas of(List<ObjectNode> trees) {
        Map<Key, List<CrdSchema>> ofKind = new LinkedHashMap<>();
        for (ObjectNode tree : trees) {
            if (tree.path("apiVersion").asText("").equals(API_VERSION)
                    && tree.path("kind").asText("").equals(KIND)) {
                JsonNode spec = tree.path("spec");
                Key key = new Key(
                        spec.path("group").asText(""),
                        spec.path("names").path("kind").asText(""));
                List<CrdSchema> versions = new ArrayList<>();
                spec.path("versions").forEach(version -> versions.add(CrdSchema.of(spec, version)));
                ofKind.put(key, List.copyOf(versions));
            }
        }
        Map<Key, CrdSchema> schemas = new LinkedHashMap<>();
        ofKind.values()
                .forEach(versions ->
                        versions.forEach(schema -> schemas.put(new Key(schema.apiVersion(), schema.kind()), schema)));
        return new CrdSchemas(schemas, ofKind);
    }

    /** The schema of a version, served or not; empty when the version or the kind isn't installed. */
    public Optional<CrdSchema> find(String apiVersion, String kind) {
        return Optional.ofNullable(schemas.get(new Key(apiVersion, kind)));
    }

    /** All versions of a kind, in the definition's order; none when the kind isn't installed. */
    public List<CrdSchema> versions(String group, String kind) {
        return ofKind.getOrDefault(new Key(group, kind), List.of());
    }

    /** Every version of every definition. */
    public Collection<CrdSchema> all() {
        return List.copyOf(schemas.values());
    }
}
