package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.testkit.base.apiserver.FieldOwners.Owner;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Creation and change of one object: what the caller sent, brought into the form an API server stores. */
final class Writer {
    private static final List<String> SERVER_OWNED = List.of(
            "uid",
            "name",
            "namespace",
            "creationTimestamp",
            "generation",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields",
            "resourceVersion");

    private final ObjectStore store;
    private final InstantSource clock;
    private final Deleter deleter;

    Writer(ObjectStore store, InstantSource clock, Deleter deleter) {
        this.store = store;
        this.clock = clock;
        this.deleter = deleter;
    }

    /** {@code path} has a name: the final one. */
    ObjectNode create(ResourcePath path, ObjectNode sent, String uid, Owner owner, boolean dryRun) {
        ObjectKey key = path.key();
        Names.check(key);
        if (store.find(key).isPresent()) {
            throw ApiServerException.alreadyExists(key);
        }
        ObjectNode object = Canonical.object(sent);
        ObjectNode metadata = checkedIdentity(path, object);
        if (!metadata.path("resourceVersion").asText("").isEmpty()) {
            throw ApiServerException.badRequest("resourceVersion should not be set on objects to be created");
        }
        SERVER_OWNED.forEach(metadata::remove);
        if (Kinds.hasStatus(store, path)) {
            object.remove("status");
        }
        prune(path, object);
        FieldOwners owners = FieldOwners.none();
        owners.set(owner, path.apiVersion(), now(), FieldSet.of(object, ListKeys.of(path.group())));
        metadata.put("name", path.name()).put("uid", uid).put("creationTimestamp", now());
        if (!path.namespace().isEmpty()) {
            metadata.put("namespace", path.namespace());
        }
        if (object.has("spec")) {
            metadata.put("generation", 1);
        }
        InitialStatus.set(key, object);
        owners.writeTo(object);
        return dryRun ? object : store.put(key, object);
    }

    /** A PUT, or the outcome of a patch: {@code sent} is the whole object as wanted. */
    ObjectNode replace(ResourcePath path, ObjectNode live, ObjectNode sent, WriteOptions options) {
        ObjectNode result = conform(path, live, Canonical.object(sent));
        FieldOwners owners = FieldOwners.of(live);
        Owner owner = Owner.updating(options.fieldManager(), path);
        owners.recordUpdate(owner, path.apiVersion(), now(), live, result, ListKeys.of(path.group()));
        return commit(path.key(), live, result, owners, options.dryRun());
    }

    /** Server-side apply on an existing object. */
    ObjectNode apply(ResourcePath path, ObjectNode live, ObjectNode sent, WriteOptions options) {
        ObjectNode config = Canonical.object(sent);
        if (path.isStatus()) {
            config.retain("apiVersion", "kind", "metadata", "status");
            config.withObject("/metadata").retain("name", "namespace", "uid", "resourceVersion");
        } else if (Kinds.hasStatus(store, path)) {
            config.remove("status");
        }
        FieldOwners owners = FieldOwners.of(live);
        ObjectNode merged = new ServerSideApply(path.group())
                .apply(
                        live,
                        config,
                        owners,
                        Owner.applying(options.fieldManager(), path),
                        path.apiVersion(),
                        now(),
                        options.force());
        return commit(path.key(), live, conform(path, live, merged), owners, options.dryRun());
    }

    private ObjectNode conform(ResourcePath path, ObjectNode live, ObjectNode proposed) {
        JsonNode liveMetadata = live.path("metadata");
        ObjectNode metadata = checkedIdentity(path, proposed);
        requireCurrent(path, "uid", metadata, liveMetadata);
        requireCurrent(path, "resourceVersion", metadata, liveMetadata);
        ObjectNode result = proposed;
        if (path.isStatus()) {
            result = live.deepCopy();
            copy(proposed, result, "status");
        } else if (Kinds.hasStatus(store, path)) {
            copy(live, result, "status");
        }
        ObjectNode resultMetadata = result.withObject("/metadata");
        for (String field : SERVER_OWNED) {
            copy(liveMetadata, resultMetadata, field);
        }
        if (Deleter.isDeleting(live) && addsFinalizer(liveMetadata, resultMetadata)) {
            throw ApiServerException.invalid(
                    path.key()
                            + " is invalid: metadata.finalizers: no new finalizers can be added if the object is being deleted");
        }
        prune(path, result);
        if (!body(result).equals(body(live)) && resultMetadata.has("generation")) {
            resultMetadata.put("generation", liveMetadata.path("generation").asInt() + 1);
        }
        return result;
    }

    private ObjectNode commit(ObjectKey key, ObjectNode live, ObjectNode result, FieldOwners owners, boolean dryRun) {
        owners.writeTo(result);
        if (result.equals(live)) {
            return live;
        }
        if (dryRun) {
            return result;
        }
        ObjectNode stored = store.put(key, result);
        return Deleter.isDeleting(stored) && !Deleter.isHeld(stored) && !key.isNamespace()
                ? deleter.finish(key).object()
                : stored;
    }

    private static boolean addsFinalizer(JsonNode before, JsonNode after) {
        return after.path("finalizers")
                .valueStream()
                .anyMatch(f -> before.path("finalizers").valueStream().noneMatch(f::equals));
    }

    /** Generation counts changes of everything but metadata and status. */
    private static ObjectNode body(ObjectNode object) {
        return object.deepCopy().without(List.of("metadata", "status", "apiVersion"));
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value.deepCopy());
        }
    }

    private static void requireCurrent(ResourcePath path, String field, JsonNode sent, JsonNode live) {
        String expected = sent.path(field).asText("");
        if (!expected.isEmpty() && !expected.equals(live.path(field).asText())) {
            throw ApiServerException.conflict("Operation cannot be fulfilled on " + path.key()
                    + ": the object has been modified; please apply your changes to the latest version and try again ("
                    + field + " sent " + expected + ", stored "
                    + live.path(field).asText() + ")");
        }
    }

    private static ObjectNode checkedIdentity(ResourcePath path, ObjectNode object) {
        String apiVersion = object.path("apiVersion").asText("");
        if (!apiVersion.equals(path.apiVersion())
                || object.path("kind").asText("").isEmpty()) {
            throw ApiServerException.badRequest("the object's apiVersion \"" + apiVersion + "\" and kind \""
                    + object.path("kind").asText("") + "\" do not fit the path " + path);
        }
        JsonNode metadata = object.path("metadata");
        requireSame(path, "name", metadata.path("name").asText(""), path.name());
        requireSame(path, "namespace", metadata.path("namespace").asText(""), path.namespace());
        return object.withObject("/metadata");
    }

    private static void requireSame(ResourcePath path, String what, String sent, String expected) {
        if (!sent.isEmpty() && !sent.equals(expected)) {
            throw ApiServerException.badRequest("the " + what + " of the object (" + sent + ") does not match the "
                    + what + " on the URL (" + expected + "): " + path);
        }
    }

    private void prune(ResourcePath path, ObjectNode object) {
        Kinds.version(store, path)
                .ifPresent(v -> StructuralSchema.prune(object, v.path("schema").path("openAPIV3Schema")));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
