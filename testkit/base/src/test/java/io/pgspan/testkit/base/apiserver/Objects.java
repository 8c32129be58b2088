package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Objects for tests, written with single quotes. */
final class Objects {
    static final ResourcePath CONFIG_MAPS = ResourcePath.of("v1", "configmaps").in("default");
    static final ResourcePath PODS = ResourcePath.of("v1", "pods").in("default");
    static final ResourcePath WORKS = ResourcePath.of("work.open-cluster-management.io/v1", "manifestworks")
            .in("default");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Objects() {}

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static ObjectNode configMap(String name, String value) {
        return json("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'" + name + "','labels':{'app':'" + name
                + "'}},'data':{'v':'" + value + "'}}");
    }

    static ObjectNode pod(String name, String image) {
        return json("{'apiVersion':'v1','kind':'Pod','metadata':{'name':'" + name
                + "'},'spec':{'containers':[{'name':'main','image':'" + image + "'}]}}");
    }

    static ObjectNode work(String name, String spec) {
        return json("{'apiVersion':'work.open-cluster-management.io/v1','kind':'ManifestWork','metadata':{'name':'"
                + name + "'},'spec':" + spec + "}");
    }

    static String version(ObjectNode object) {
        return object.path("metadata").path("resourceVersion").asText();
    }
}
