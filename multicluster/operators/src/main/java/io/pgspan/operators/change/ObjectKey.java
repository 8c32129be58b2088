package io.pgspan.operators.change;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Which object of an API server.
 *
 * @param apiVersion for example {@code apps/v1}
 * @param kind for example {@code Deployment}
 * @param namespace empty for an object that belongs to no namespace, or that says none
 * @param name its name
 */
public record ObjectKey(String apiVersion, String kind, String namespace, String name) {

    /** The key an object says; what it does not say is empty. */
    public static ObjectKey of(ObjectNode object) {
        return new ObjectKey(
                object.path("apiVersion").asText(""),
                object.path("kind").asText(""),
                object.path("metadata").path("namespace").asText(""),
                object.path("metadata").path("name").asText(""));
    }

    /** Kind, namespace and name for a reader, for example {@code Postgres demo/hippo}. */
    public String title() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
