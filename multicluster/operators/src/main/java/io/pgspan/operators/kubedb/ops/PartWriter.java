package io.pgspan.operators.kubedb.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Toleration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts that several operations share, as objects. A null part is left out. */
final class PartWriter {
    private PartWriter() {}

    static void resources(Json parent, String field, @Nullable ContainerResources resources) {
        if (resources != null) {
            Json json = parent.object(field)
                    .quantities("requests", resources.requests())
                    .quantities("limits", resources.limits());
            if (!resources.claims().isEmpty()) {
                ArrayNode claims = json.array("claims");
                resources
                        .claims()
                        .forEach(claim -> new Json(claims.addObject())
                                .text("name", claim.name())
                                .text("request", claim.request()));
            }
        }
    }

    static void pod(Json parent, String field, @Nullable PodResources pod) {
        if (pod != null) {
            Json json = parent.object(field);
            resources(json, "resources", pod.resources().isUnsaid() ? null : pod.resources());
            json.text("nodeSelectionPolicy", pod.nodeSelectionPolicy());
            PodResources.Topology topology = pod.topology();
            if (topology != null) {
                json.object("topology").text("key", topology.key()).text("value", topology.value());
            }
        }
    }

    static void container(Json parent, String field, @Nullable ContainerResources resources) {
        if (resources != null) {
            Json json = parent.object(field);
            resources(json, "resources", resources.isUnsaid() ? null : resources);
        }
    }

    static void ref(Json parent, String field, @Nullable TypedRef ref) {
        if (ref != null) {
            parent.object(field)
                    .text("apiGroup", ref.apiGroup())
                    .text("kind", ref.kind())
                    .text("name", ref.name())
                    .text("namespace", ref.namespace());
        }
    }

    static void group(ObjectNode node, ReadReplicaScaling group) {
        Json json = new Json(node)
                .text("name", group.name())
                .number("replicas", group.replicas())
                .flag("remove", group.remove())
                .labels("nodeSelector", group.nodeSelector())
                .word("storageType", group.storageType(), OpsWords.STORAGE_TYPE);
        resources(json, "resources", group.resources());
        if (!group.tolerations().isEmpty()) {
            ArrayNode tolerations = json.array("tolerations");
            group.tolerations().forEach(toleration -> toleration(tolerations.addObject(), toleration));
        }
        if (group.placementPolicy() != null) {
            json.object("podPlacementPolicy").text("name", group.placementPolicy());
        }
        VolumeClaim storage = group.storage();
        if (storage != null) {
            claim(json.object("storage"), storage);
        }
        ServiceTemplate service = group.serviceTemplate();
        if (service != null) {
            service(json.object("serviceTemplate"), service);
        }
    }

    private static void toleration(ObjectNode node, Toleration toleration) {
        Json json = new Json(node)
                .text("key", textOrNull(toleration.key()))
                .word("operator", toleration.operator(), OpsWords.TOLERATION)
                .text("value", textOrNull(toleration.value()))
                .word("effect", toleration.effect(), OpsWords.EFFECT);
        toleration.stays().ifPresent(stay -> json.node().put("tolerationSeconds", stay.toSeconds()));
    }

    private static void claim(Json json, VolumeClaim claim) {
        json.texts("accessModes", claim.accessModes())
                .text("storageClassName", claim.storageClassName())
                .text("volumeMode", claim.volumeMode())
                .text("volumeName", claim.volumeName())
                .text("volumeAttributesClassName", claim.volumeAttributesClassName());
        if (!claim.requests().isEmpty() || !claim.limits().isEmpty()) {
            json.object("resources").quantities("requests", claim.requests()).quantities("limits", claim.limits());
        }
        LabelSelector selector = claim.selector();
        if (selector != null) {
            selector(json.object("selector"), selector);
        }
        ref(json, "dataSource", claim.dataSource());
        ref(json, "dataSourceRef", claim.dataSourceRef());
    }

    private static void selector(Json json, LabelSelector selector) {
        json.labels("matchLabels", selector.labels());
        List<Requirement> requirements = selector.requirements();
        if (!requirements.isEmpty()) {
            ArrayNode expressions = json.array("matchExpressions");
            requirements.forEach(requirement -> new Json(expressions.addObject())
                    .text("key", requirement.key())
                    .word("operator", requirement.operator(), OpsWords.SELECTOR)
                    .texts("values", requirement.values()));
        }
    }

    private static void service(Json json, ServiceTemplate service) {
        if (!service.labels().isEmpty() || !service.annotations().isEmpty()) {
            json.object("metadata").labels("labels", service.labels()).labels("annotations", service.annotations());
        }
        Json spec = json.object("spec")
                .text("type", service.type())
                .text("clusterIP", service.clusterIp())
                .texts("externalIPs", service.externalIps())
                .text("externalTrafficPolicy", service.externalTrafficPolicy())
                .number("healthCheckNodePort", service.healthCheckNodePort())
                .text("loadBalancerIP", service.loadBalancerIp())
                .texts("loadBalancerSourceRanges", service.loadBalancerSourceRanges());
        if (!service.ports().isEmpty()) {
            ArrayNode ports = spec.array("ports");
            service.ports()
                    .forEach(port -> new Json(ports.addObject())
                            .text("name", port.name())
                            .number("port", port.port())
                            .number("nodePort", port.nodePort()));
        }
        if (service.sessionAffinityTimeout() != null) {
            spec.object("sessionAffinityConfig").object("clientIP").number("timeoutSeconds", (int)
                    service.sessionAffinityTimeout().toSeconds());
        }
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
