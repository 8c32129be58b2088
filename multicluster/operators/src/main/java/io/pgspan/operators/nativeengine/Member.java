package io.pgspan.operators.nativeengine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.PlacementPolicy;
import java.util.LinkedHashMap;
import java.util.Map;

/** One member of a cluster where it was placed: its names, labels and address, which all of its objects share. */
record Member(PostgresCluster cluster, Assignment assignment, Assignment.Placed placed, boolean isArbiter) {
    static final int POSTGRES_PORT = 5432;
    static final int AGENT_PORT = 8008;
    static final int PROBE_PORT = 8009;

    static final String CLUSTER_LABEL = "pgspan.io/cluster";
    static final String ORDINAL_LABEL = "pgspan.io/ordinal";

    String name() {
        return isArbiter ? cluster.name() + "-arbiter-0" : cluster.podName(placed.ordinal());
    }

    String claimName() {
        return "data-" + name();
    }

    String secretName() {
        return name() + "-auth";
    }

    /** The secret with the agent's certificate: {@code tls.crt}, {@code tls.key}, {@code ca.crt}; made by whoever runs the authority. */
    String certificateName() {
        return name() + "-tls";
    }

    /** The name under which every member finds a pod: across clusters when a slice connects them. */
    static String host(PostgresCluster cluster, String pod) {
        boolean slice = cluster.placement().flatMap(PlacementPolicy::slice).isPresent();
        return pod + "." + cluster.namespace() + (slice ? ".svc.slice.local" : ".svc");
    }

    /** The labels all members share: what constraints and selectors of the whole cluster count by. */
    static Map<String, String> sharedLabels(PostgresCluster cluster) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/name", "postgresql");
        labels.put("app.kubernetes.io/instance", cluster.name());
        labels.put("app.kubernetes.io/managed-by", "pgspan");
        labels.put("app.kubernetes.io/component", "database");
        labels.put(CLUSTER_LABEL, cluster.name());
        return labels;
    }

    /** The labels that tell one member from the others. */
    Map<String, String> ownLabels() {
        Map<String, String> labels = sharedLabels(cluster);
        labels.put(ORDINAL_LABEL, isArbiter ? "arbiter" : Integer.toString(placed.ordinal()));
        return labels;
    }

    /** The start of one of this member's objects, up to its metadata. */
    ObjectNode object(String kind, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "v1").put("kind", kind);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", name).put("namespace", cluster.namespace());
        put(metadata.putObject("labels"), ownLabels());
        metadata.putObject("annotations").put("open-cluster-management.io/cluster-name", placed.clusterName());
        return object;
    }

    static void put(ObjectNode object, Map<String, String> entries) {
        entries.forEach(object::put);
    }
}
