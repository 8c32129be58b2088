package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One line of discovery. */
record DiscoveredKind(String apiVersion, String plural, String kind, boolean namespaced) {
    private static final Set<String> CLUSTER_SCOPED =
            Set.of("namespaces", "nodes", "persistentvolumes", "storageclasses", "customresourcedefinitions");

    /** The core kinds, the CRDs' kinds and whatever has an object. */
    static List<DiscoveredKind> of(ObjectStore store) {
        Set<DiscoveredKind> found = new LinkedHashSet<>();
        Kinds.wellKnown().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> found.add(new DiscoveredKind(
                        wellKnownApiVersion(e.getKey()),
                        e.getKey(),
                        e.getValue(),
                        !CLUSTER_SCOPED.contains(e.getKey()))));
        for (Map.Entry<ObjectKey, ObjectNode> e : store.all()) {
            ObjectNode object = e.getValue();
            if (e.getKey().isCrd()) {
                addCrd(object.path("spec"), found);
            }
            found.add(new DiscoveredKind(
                    object.path("apiVersion").asText(),
                    e.getKey().plural(),
                    object.path("kind").asText(),
                    !e.getKey().namespace().isEmpty()));
        }
        return new ArrayList<>(found);
    }

    private static void addCrd(JsonNode spec, Set<DiscoveredKind> found) {
        for (JsonNode version : spec.path("versions")) {
            found.add(new DiscoveredKind(
                    spec.path("group").asText() + "/" + version.path("name").asText(),
                    spec.path("names").path("plural").asText(),
                    spec.path("names").path("kind").asText(),
                    !spec.path("scope").asText().equals("Cluster")));
        }
    }

    private static String wellKnownApiVersion(String plural) {
        return switch (plural) {
            case "leases" -> "coordination.k8s.io/v1";
            case "jobs", "cronjobs" -> "batch/v1";
            case "deployments", "statefulsets" -> "apps/v1";
            case "storageclasses" -> "storage.k8s.io/v1";
            case "endpointslices" -> "discovery.k8s.io/v1";
            case "networkpolicies" -> "networking.k8s.io/v1";
            case "poddisruptionbudgets" -> "policy/v1";
            case "customresourcedefinitions" -> "apiextensions.k8s.io/v1";
            default -> "v1";
        };
    }
}
