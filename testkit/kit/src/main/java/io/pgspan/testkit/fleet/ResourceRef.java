package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Locale;
import java.util.Set;

/**
 * Names one object of an API server.
 *
 * @param group the API group, empty for the core group
 * @param version the API version
 * @param kind the kind
 * @param namespace empty for cluster-scoped kinds
 * @param name the object's name
 */
record ResourceRef(String group, String version, String kind, String namespace, String name) {
    static final String WORK_GROUP = "work.open-cluster-management.io";
    private static final Set<String> CLUSTER_SCOPED = Set.of(
            "Namespace",
            "Node",
            "PersistentVolume",
            "StorageClass",
            "PriorityClass",
            "ClusterRole",
            "ClusterRoleBinding",
            "CustomResourceDefinition",
            "AppliedManifestWork",
            "ManagedCluster");

    static ResourceRef of(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        int slash = apiVersion.indexOf('/');
        String kind = object.path("kind").asText();
        return new ResourceRef(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                kind,
                CLUSTER_SCOPED.contains(kind)
                        ? ""
                        : object.path("metadata").path("namespace").asText("default"),
                object.path("metadata").path("name").asText());
    }

    static ResourceRef core(String kind, String namespace, String name) {
        return new ResourceRef("", "v1", kind, namespace, name);
    }

    static ResourceRef work(String kind, String namespace, String name) {
        return new ResourceRef(WORK_GROUP, "v1", kind, namespace, name);
    }

    boolean isNamespaced() {
        return !namespace.isEmpty();
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    String plural() {
        return Pluralize.toPlural(kind.toLowerCase(Locale.ROOT));
    }

    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural())
                .withNamespaced(isNamespaced())
                .build();
    }

    @Override
    public String toString() {
        return kind + " " + (isNamespaced() ? namespace + "/" : "") + name;
    }
}
