package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pgspan.operators.lint.Look;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The objects of one set by kind, for what only shows beside others. An object without a namespace is in {@code default}. */
final class Surroundings {
    private static final String GROUP = "postgresql.cnpg.io/";
    private static final String PLUGIN_GROUP = "barmancloud.cnpg.io/";

    private final Map<String, List<JsonNode>> byKind = new HashMap<>();
    private final IdentityHashMap<JsonNode, HbaLines> hba = new IdentityHashMap<>();

    private Surroundings(ManifestSet set) {
        for (Manifest manifest : set.manifests()) {
            byKind.computeIfAbsent(key(manifest.apiVersion(), manifest.kind()), kind -> new ArrayList<>())
                    .add(manifest.tree());
        }
    }

    static Surroundings of(ManifestSet set) {
        return new Surroundings(set);
    }

    /** Nothing stands beside an object. */
    static Surroundings none() {
        return of(new ManifestSet(List.of(), List.of()));
    }

    /** The lines of {@code pg_hba} of a cluster, read when first asked for. */
    HbaLines hba(JsonNode cluster) {
        return hba.computeIfAbsent(cluster, HbaLines::of);
    }

    /** Kinds of the operator by their name, those of others with their version, so that names don't meet. */
    private static String key(String apiVersion, String kind) {
        return isOwn(apiVersion) ? kind : apiVersion + " " + kind;
    }

    /** Whether the kinds of a version are the operator's or its plugin's. */
    static boolean isOwn(String apiVersion) {
        return apiVersion.startsWith(GROUP) || apiVersion.startsWith(PLUGIN_GROUP);
    }

    /** The operator's objects of a kind. */
    List<JsonNode> all(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** Objects of a kind whose {@code spec.cluster.name} is this cluster. */
    List<JsonNode> satellites(String kind, JsonNode cluster) {
        String name = Look.text(cluster, "metadata", "name");
        return all(kind).stream()
                .filter(object -> namespace(object).equals(namespace(cluster))
                        && clusterName(object).equals(name))
                .toList();
    }

    /** The cluster that a satellite names; a missing node when it is not in the set. */
    JsonNode cluster(JsonNode satellite) {
        return named(all("Cluster"), namespace(satellite), clusterName(satellite));
    }

    /**
     * Whether an object before this one says the same thing of the same cluster.
     *
     * @param fields of the spec, what makes it the same thing
     */
    boolean isRepeated(JsonNode object, String kind, String... fields) {
        JsonNode cluster = cluster(object);
        if (!cluster.isObject()) {
            return false;
        }
        for (JsonNode other : satellites(kind, cluster)) {
            if (other.equals(object)) {
                return false;
            }
            boolean same = true;
            for (String field : fields) {
                same &= Look.is(other, Look.text(object, "spec", field), "spec", field);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** Another object of the operator beside an object, in its namespace. */
    JsonNode neighbour(JsonNode object, String kind, String name) {
        return named(all(kind), namespace(object), name);
    }

    /** An object of the operator that has no namespace. */
    JsonNode clusterWide(String kind, String name) {
        return all(kind).stream()
                .filter(object -> Look.is(object, name, "metadata", "name"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** A secret beside an object. */
    JsonNode secret(JsonNode object, String name) {
        return named(byKind.getOrDefault("v1 Secret", List.of()), namespace(object), name);
    }

    /** A storage class. */
    JsonNode storageClass(String name) {
        return byKind.getOrDefault("storage.k8s.io/v1 StorageClass", List.of()).stream()
                .filter(object -> Look.is(object, name, "metadata", "name"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    static String clusterName(JsonNode satellite) {
        return Look.text(satellite, "spec", "cluster", "name");
    }

    static String namespace(JsonNode object) {
        String namespace = Look.text(object, "metadata", "namespace");
        return namespace.isEmpty() ? "default" : namespace;
    }

    private static JsonNode named(List<JsonNode> objects, String namespace, String name) {
        for (JsonNode object : objects) {
            if (Look.is(object, name, "metadata", "name") && namespace(object).equals(namespace)) {
                return object;
            }
        }
        return MissingNode.getInstance();
    }
}
