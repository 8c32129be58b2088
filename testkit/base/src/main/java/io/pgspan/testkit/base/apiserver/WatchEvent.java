package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One event of a watch. The object of {@code DELETED} is the last state with the resourceVersion of the deletion; that of
 * {@code BOOKMARK} has nothing but a resourceVersion; that of {@code ERROR} is a {@code Status}, after which the watch is over.
 */
public record WatchEvent(Type type, ObjectNode object) {
    /** Kubernetes' event types. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED,
        BOOKMARK,
        ERROR
    }

    /** As sent to a client. */
    public ObjectNode toJson() {
        return JsonNodeFactory.instance.objectNode().put("type", type.name()).set("object", object);
    }

    /** The object's resourceVersion, 0 for an error. */
    public long resourceVersion() {
        return object.path("metadata").path("resourceVersion").asLong();
    }
}
