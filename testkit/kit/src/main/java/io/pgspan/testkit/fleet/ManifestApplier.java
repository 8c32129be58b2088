package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings one manifest onto a spoke the way its update strategy says. {@code Update} is carried out as a forced server-side apply,
 * except for pods, of which a work agent only ever updates labels and annotations. {@code ignoreFields} are honoured for condition
 * {@code OnSpokePresent} with JSON pointers and plain dotted paths; anything else is an error, never left out in silence.
 */
final class ManifestApplier {
    private static final String DEFAULT_MANAGER = "work-agent";

    private final ApiObjects spoke;

    ManifestApplier(ApiObjects spoke) {
        this.spoke = spoke;
    }

    /** What stands on the spoke now; empty for a read-only manifest without an object. Throws what the API server refused. */
    Optional<ObjectNode> apply(ObjectNode manifest, JsonNode strategy) {
        ResourceRef ref = ResourceRef.of(manifest);
        ObjectNode wanted = manifest.deepCopy();
        wanted.withObject("/metadata").without(List.of("uid", "resourceVersion", "managedFields"));
        Optional<ObjectNode> existing = spoke.get(ref);
        return switch (strategy.path("type").asText("Update")) {
            case "ReadOnly" -> existing;
            case "CreateOnly" -> Optional.of(existing.orElseGet(() -> spoke.create(wanted)));
            case "ServerSideApply" -> Optional.of(serverSideApply(wanted, strategy.path("serverSideApply"), existing));
            case "Update" ->
                Optional.of(
                        ref.kind().equals("Pod") && existing.isPresent()
                                ? updateMetadata(ref, wanted)
                                : spoke.apply(wanted, DEFAULT_MANAGER, true));
            default ->
                throw new IllegalArgumentException(
                        "update strategy '" + strategy.path("type").asText() + "' is unknown");
        };
    }

    private ObjectNode serverSideApply(ObjectNode wanted, JsonNode settings, Optional<ObjectNode> existing) {
        if (existing.isPresent()) {
            settings.path("ignoreFields").forEach(ignored -> ignore(wanted, ignored));
        }
        return spoke.apply(
                wanted,
                settings.path("fieldManager").asText(DEFAULT_MANAGER),
                settings.path("force").asBoolean(false));
    }

    private static void ignore(ObjectNode wanted, JsonNode ignored) {
        Set<String> known = Set.of("condition", "jsonPointers", "jsonPaths");
        ignored.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new IllegalArgumentException("ignoreFields." + field + " is not supported");
            }
        });
        if (!ignored.path("condition").asText("OnSpokePresent").equals("OnSpokePresent")) {
            throw new IllegalArgumentException(
                    "ignoreFields with condition " + ignored.path("condition").asText() + " is not supported");
        }
        ignored.path("jsonPointers").forEach(pointer -> remove(wanted, pointer.asText()));
        ignored.path("jsonPaths").forEach(path -> {
            String text = path.asText().replaceFirst("^\\$?\\.?", "");
            if (text.contains("[")) {
                throw new IllegalArgumentException("ignoreFields: the path '" + path.asText() + "' is not supported");
            }
            remove(wanted, "/" + text.replace('.', '/'));
        });
    }

    private static void remove(ObjectNode object, String pointer) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = last == 0 ? object : object.at(pointer.substring(0, last));
        if (parent instanceof ObjectNode fields) {
            fields.remove(pointer.substring(last + 1).replace("~1", "/").replace("~0", "~"));
        }
    }

    private ObjectNode updateMetadata(ResourceRef ref, ObjectNode wanted) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        for (String field : List.of("labels", "annotations")) {
            JsonNode value = wanted.path("metadata").path(field);
            if (value.isObject()) {
                metadata.set(field, value);
            }
        }
        spoke.patch(ref, patch);
        return spoke.get(ref)
                .orElseThrow(() -> new KubernetesClientException(ref + " vanished while it was being updated"));
    }
}
