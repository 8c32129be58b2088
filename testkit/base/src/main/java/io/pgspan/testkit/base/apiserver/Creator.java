package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.testkit.base.apiserver.FieldOwners.Owner;
import java.util.function.Supplier;

/** Where a new object comes to life: its uid, its generated name, and the namespace that must be there for it. */
final class Creator {
    private static final ResourcePath NAMESPACES = ResourcePath.of("v1", "namespaces");
    private static final String SERVER = "apiserver";

    private final ObjectStore store;
    private final Writer writer;
    private final Supplier<String> uids;
    private final boolean autoCreateNamespaces;

    Creator(ObjectStore store, Writer writer, Supplier<String> uids, boolean autoCreateNamespaces) {
        this.store = store;
        this.writer = writer;
        this.uids = uids;
        this.autoCreateNamespaces = autoCreateNamespaces;
    }

    ObjectNode create(ResourcePath collection, ObjectNode object, WriteOptions options) {
        JsonNode metadata = object.path("metadata");
        String uid = uids.get();
        String name = metadata.path("name").asText("");
        String prefix = metadata.path("generateName").asText("");
        ResourcePath path = collection.named(name.isEmpty() && !prefix.isEmpty() ? prefix + Names.suffix(uid) : name);
        return create(path, object, uid, Owner.updating(options.fieldManager(), path), options.dryRun());
    }

    ObjectNode createByApply(ResourcePath path, ObjectNode object, WriteOptions options) {
        return create(path, object, uids.get(), Owner.applying(options.fieldManager(), path), options.dryRun());
    }

    ObjectNode createNamespace(String name) {
        ResourcePath path = NAMESPACES.named(name);
        return writer.create(path, namespace(name), uids.get(), Owner.updating(SERVER, path), false);
    }

    private ObjectNode create(ResourcePath path, ObjectNode object, String uid, Owner owner, boolean dryRun) {
        boolean missing = !path.namespace().isEmpty()
                && store.find(ObjectKey.namespace(path.namespace())).isEmpty();
        if (missing && !autoCreateNamespaces) {
            throw ApiServerException.notFound("namespaces \"" + path.namespace() + "\"");
        }
        store.find(ObjectKey.namespace(path.namespace()))
                .filter(Deleter::isDeleting)
                .ifPresent(terminating -> {
                    throw ApiServerException.forbidden("unable to create new content in namespace " + path.namespace()
                            + " because it is being terminated");
                });
        if (missing && !dryRun) {
            writer.create(path, object, uid, owner, true); // a refused creation leaves no namespace behind
            createNamespace(path.namespace());
        }
        return writer.create(path, object, uid, owner, dryRun);
    }

    private static ObjectNode namespace(String name) {
        ObjectNode namespace =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", name);
        return namespace;
    }
}
