package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** The kind behind a plural: from its CRD, from an object of it, or by the usual spelling. */
final class Kinds {
    private static final Map<String, String> WELL_KNOWN = Map.ofEntries(
            Map.entry("pods", "Pod"),
            Map.entry("services", "Service"),
            Map.entry("secrets", "Secret"),
            Map.entry("configmaps", "ConfigMap"),
            Map.entry("events", "Event"),
            Map.entry("endpoints", "Endpoints"),
            Map.entry("namespaces", "Namespace"),
            Map.entry("nodes", "Node"),
            Map.entry("serviceaccounts", "ServiceAccount"),
            Map.entry("persistentvolumeclaims", "PersistentVolumeClaim"),
            Map.entry("persistentvolumes", "PersistentVolume"),
            Map.entry("leases", "Lease"),
            Map.entry("jobs", "Job"),
            Map.entry("cronjobs", "CronJob"),
            Map.entry("deployments", "Deployment"),
            Map.entry("statefulsets", "StatefulSet"),
            Map.entry("storageclasses", "StorageClass"),
            Map.entry("endpointslices", "EndpointSlice"),
            Map.entry("networkpolicies", "NetworkPolicy"),
            Map.entry("poddisruptionbudgets", "PodDisruptionBudget"),
            Map.entry("customresourcedefinitions", "CustomResourceDefinition"));

    private Kinds() {}

    static Map<String, String> wellKnown() {
        return WELL_KNOWN;
    }

    static String kindOf(ObjectStore store, ResourcePath path) {
        return crd(store, path.group(), path.plural())
                .map(crd -> crd.path("spec").path("names").path("kind").asText())
                .or(() -> store.list(path.named("").in("").key()).stream()
                        .findFirst()
                        .map(e -> e.getValue().path("kind").asText()))
                .orElseGet(() -> WELL_KNOWN.getOrDefault(path.plural(), "Unknown"));
    }

    static Optional<ObjectNode> crd(ObjectStore store, String group, String plural) {
        return group.isEmpty()
                ? Optional.empty()
                : store.find(
                        new ObjectKey("apiextensions.k8s.io", "customresourcedefinitions", "", plural + "." + group));
    }

    /** False only for a CRD that doesn't declare the status subresource. */
    static boolean hasStatus(ObjectStore store, ResourcePath path) {
        return version(store, path)
                .map(version -> version.path("subresources").has("status"))
                .orElse(true);
    }

    /** The CRD's entry of the version asked for. */
    static Optional<JsonNode> version(ObjectStore store, ResourcePath path) {
        return crd(store, path.group(), path.plural())
                .flatMap(crd -> crd.path("spec")
                        .path("versions")
                        .valueStream()
                        .filter(v -> v.path("name").asText().equals(path.version()))
                        .findFirst());
    }
}
