package io.pgspan.samples.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is wished for. */
final class Texts {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String SMALL = hippo("17.2", 3, "2Gi", "one");
    static final String LARGE = hippo("17.4", 5, "3Gi", "two");

    private Texts() {}

    static String hippo(String version, int replicas, String size, String team) {
        return """
                apiVersion: kubedb.com/v1
                kind: Postgres
                metadata:
                  name: hippo
                  namespace: demo
                  labels: {team: "%s"}
                spec:
                  version: "%s"
                  replicas: %d
                  storage:
                    storageClassName: fast
                    accessModes: [ReadWriteOnce]
                    resources: {requests: {storage: %s}}
                  deletionPolicy: Halt
                """.formatted(team, version, replicas, size);
    }

    static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
