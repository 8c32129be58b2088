package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.text.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.TreeMap;
import java.util.function.Function;

/** The objects a fleet has before anything is delivered to it: nodes and storage classes on the spokes, managed clusters on the hub. */
final class FleetObjects {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String KUBERNETES_VERSION = "v1.33.0";
    private static final int LEASE_SECONDS = 60;

    private FleetObjects() {}

    static void seedSpoke(ApiObjects spoke, KubernetesCluster cluster, Instant now) {
        cluster.nodes().forEach(node -> {
            spoke.create(node(node));
            spoke.patchStatus(ResourceRef.core("Node", "", node.name()), nodeStatus(node, now));
        });
        String defaultClass = cluster.defaultStorageClass().orElse("");
        cluster.storageClasses().forEach(name -> spoke.create(Volumes.storageClass(name, name.equals(defaultClass))));
        if (!defaultClass.isEmpty() && !cluster.storageClasses().contains(defaultClass)) {
            spoke.create(Volumes.storageClass(defaultClass, true));
        }
    }

    private static ObjectNode node(Node node) {
        ObjectNode object = object("v1", "Node", "", node.name());
        ObjectNode labels = object.withObject("/metadata").putObject("labels");
        new TreeMap<>(node.labels()).forEach(labels::put);
        if (!labels.has("kubernetes.io/hostname")) {
            labels.put("kubernetes.io/hostname", node.name());
        }
        ObjectNode spec = object.putObject("spec");
        if (!node.schedulable()) {
            spec.put("unschedulable", true);
        }
        if (!node.taints().isEmpty()) {
            ArrayNode taints = spec.putArray("taints");
            node.taints().forEach(t -> {
                ObjectNode taint = taints.addObject().put("key", t.key());
                if (!t.value().isEmpty()) {
                    taint.put("value", t.value());
                }
                taint.put("effect", t.effect());
            });
        }
        return object;
    }

    private static ObjectNode nodeStatus(Node node, Instant now) {
        ObjectNode status = JSON.objectNode();
        for (String field : new String[] {"capacity", "allocatable"}) {
            status.putObject(field)
                    .put("cpu", node.cpu().toString())
                    .put("memory", node.memory().toString());
        }
        status.set(
                "conditions",
                new Conditions(JSON.arrayNode(), now)
                        .add("Ready", true, "KubeletReady", "kubelet is posting ready status")
                        .list());
        status.putObject("nodeInfo").put("kubeletVersion", KUBERNETES_VERSION);
        return status;
    }

    /** The managed cluster, its namespace on the hub and its first lease. */
    static void seedHub(ApiObjects hub, KubernetesCluster cluster, String hubName, Instant now) {
        hub.createIfMissing(object("v1", "Namespace", "", cluster.name()));
        ObjectNode managed = object("cluster.open-cluster-management.io/v1", "ManagedCluster", "", cluster.name());
        ObjectNode labels = managed.withObject("/metadata").putObject("labels");
        labels.put("name", cluster.name());
        if (cluster.name().equals(hubName)) {
            labels.put("local-cluster", "true");
        }
        managed.putObject("spec").put("hubAcceptsClient", true).put("leaseDurationSeconds", LEASE_SECONDS);
        hub.create(managed);
        hub.patchStatus(ResourceRef.of(managed), managedStatus(cluster, now));
        hub.create(lease(cluster.name(), now));
    }

    private static ObjectNode managedStatus(KubernetesCluster cluster, Instant now) {
        ObjectNode status = JSON.objectNode();
        status.set(
                "conditions",
                new Conditions(JSON.arrayNode(), now)
                        .add("HubAcceptedManagedCluster", true, "HubClusterAdminAccepted", "accepted by hub")
                        .add("ManagedClusterJoined", true, "ManagedClusterJoined", "managed cluster joined")
                        .add(
                                "ManagedClusterConditionAvailable",
                                true,
                                "ManagedClusterAvailable",
                                "managed cluster is available")
                        .list());
        status.putObject("version").put("kubernetes", KUBERNETES_VERSION);
        for (String field : new String[] {"capacity", "allocatable"}) {
            status.putObject(field).put("cpu", sum(cluster, Node::cpu)).put("memory", sum(cluster, Node::memory));
        }
        return status;
    }

    private static String sum(KubernetesCluster cluster, Function<Node, Quantity> resource) {
        return cluster.nodes().stream()
                .map(n -> resource.apply(n).amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    private static ObjectNode lease(String clusterName, Instant now) {
        ObjectNode lease = object("coordination.k8s.io/v1", "Lease", clusterName, RegistrationAgent.LEASE);
        lease.putObject("spec")
                .put("leaseDurationSeconds", LEASE_SECONDS)
                .put("renewTime", RegistrationAgent.microTime(now));
        return lease;
    }

    static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
        ObjectNode object = JSON.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }
}
