package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletion with its followers: finalizers hold an object back, an owner takes its dependents along, a namespace its content.
 * What controllers do in the background of a real cluster happens here within the same call, so that a history stays
 * reproducible. Cost: each removal looks at every object once.
 */
final class Deleter {
    private final ObjectStore store;
    private final InstantSource clock;

    Deleter(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    Deletion delete(ObjectKey key, DeleteOptions options) {
        ObjectNode live = store.find(key).orElseThrow(() -> ApiServerException.notFound(key));
        JsonNode metadata = live.path("metadata");
        requireSame(key, "UID", options.uid(), metadata.path("uid").asText());
        requireSame(
                key,
                "resourceVersion",
                options.resourceVersion(),
                metadata.path("resourceVersion").asText());
        if (options.dryRun()) {
            return new Deletion(live, !isHeld(live));
        }
        if (options.orphan()) {
            releaseDependents(metadata.path("uid").asText());
        }
        return begin(key, live);
    }

    private static void requireSame(ObjectKey key, String what, String expected, String actual) {
        if (!expected.isEmpty() && !expected.equals(actual)) {
            throw ApiServerException.conflict("Operation cannot be fulfilled on " + key + ": the " + what
                    + " in the precondition (" + expected + ") does not match the " + what + " in record (" + actual
                    + ")");
        }
    }

    private Deletion begin(ObjectKey key, ObjectNode live) {
        ObjectNode current = live;
        boolean namespaceWithContent = key.isNamespace() && !content(key.name()).isEmpty();
        if ((isHeld(live) || namespaceWithContent) && !isDeleting(live)) {
            current = live.deepCopy();
            current.withObject("/metadata")
                    .put(
                            "deletionTimestamp",
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("deletionGracePeriodSeconds", 0);
            if (key.isNamespace()) {
                current.withObject("/status").put("phase", "Terminating");
            }
            current = store.put(key, current);
        }
        if (namespaceWithContent) {
            content(key.name()).forEach(e -> store.find(e.getKey()).ifPresent(object -> begin(e.getKey(), object)));
            return settled(key, current);
        }
        return isHeld(live) ? new Deletion(current, false) : finish(key);
    }

    private Deletion settled(ObjectKey key, ObjectNode last) {
        Optional<ObjectNode> left = store.find(key);
        return new Deletion(left.orElse(last), left.isEmpty());
    }

    /** Removes an object that nothing holds any more, then what depended on it. */
    Deletion finish(ObjectKey key) {
        ObjectNode removed = store.remove(key);
        collectDependents(removed.path("metadata").path("uid").asText());
        ObjectKey namespace = ObjectKey.namespace(key.namespace());
        if (!key.namespace().isEmpty() && content(key.namespace()).isEmpty()) {
            store.find(namespace).filter(n -> isDeleting(n) && !isHeld(n)).ifPresent(n -> finish(namespace));
        }
        return new Deletion(removed, true);
    }

    /** An object with several owners lives until the last of them is gone. */
    private void collectDependents(String ownerUid) {
        for (Map.Entry<ObjectKey, ObjectNode> e : dependents(ownerUid)) {
            Optional<ObjectNode> dependent = store.find(e.getKey());
            if (dependent.isPresent()) {
                ObjectNode rest = withoutOwner(dependent.get(), ownerUid);
                if (rest.path("metadata").path("ownerReferences").isEmpty()) {
                    begin(e.getKey(), dependent.get());
                } else {
                    store.put(e.getKey(), rest);
                }
            }
        }
    }

    private void releaseDependents(String ownerUid) {
        dependents(ownerUid).forEach(e -> store.put(e.getKey(), withoutOwner(e.getValue(), ownerUid)));
    }

    private List<Map.Entry<ObjectKey, ObjectNode>> dependents(String ownerUid) {
        return store.all().stream()
                .filter(e -> e.getValue()
                        .path("metadata")
                        .path("ownerReferences")
                        .valueStream()
                        .anyMatch(ref -> ref.path("uid").asText().equals(ownerUid)))
                .toList();
    }

    private static ObjectNode withoutOwner(ObjectNode object, String ownerUid) {
        ObjectNode rest = object.deepCopy();
        ArrayNode references = rest.withObject("/metadata").withArray("ownerReferences");
        for (int i = references.size() - 1; i >= 0; i--) {
            if (references.get(i).path("uid").asText().equals(ownerUid)) {
                references.remove(i);
            }
        }
        if (references.isEmpty()) {
            rest.withObject("/metadata").remove("ownerReferences");
        }
        return rest;
    }

    private List<Map.Entry<ObjectKey, ObjectNode>> content(String namespace) {
        return store.all().stream()
                .filter(e -> e.getKey().namespace().equals(namespace))
                .toList();
    }

    static boolean isDeleting(ObjectNode object) {
        return object.path("metadata").has("deletionTimestamp");
    }

    static boolean isHeld(ObjectNode object) {
        return !object.path("metadata").path("finalizers").isEmpty();
    }
}
