package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A consistent list.
 *
 * @param kind such as {@code PodList}
 * @param resourceVersion where to start a watch that misses nothing
 * @param items sorted by namespace and name; the caller's own copies
 */
public record ObjectList(String apiVersion, String kind, String resourceVersion, List<ObjectNode> items) {
    /** Keeps an unmodifiable list of the items. */
    public ObjectList {
        items = List.copyOf(items);
    }

    /** As sent to a client. */
    public ObjectNode toJson() {
        ObjectNode list =
                JsonNodeFactory.instance.objectNode().put("kind", kind).put("apiVersion", apiVersion);
        list.putObject("metadata").put("resourceVersion", resourceVersion);
        list.putArray("items").addAll(items);
        return list;
    }
}
