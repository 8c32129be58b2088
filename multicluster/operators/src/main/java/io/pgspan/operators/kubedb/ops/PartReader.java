package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.Cursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts that several operations share. An absent part is null. */
final class PartReader {
    private PartReader() {}

    static @Nullable ContainerResources resources(Cursor at) {
        if (!at.isPresent()) {
            return null;
        }
        List<ContainerResources.Claim> claims = new ArrayList<>();
        at.objects("claims")
                .forEach(claim -> claims.add(new ContainerResources.Claim(
                        claim.requiredText("name", "name the claim").orElse(""),
                        claim.text("request").orElse(null))));
        return new ContainerResources(quantities(at.object("requests")), quantities(at.object("limits")), claims);
    }

    static @Nullable PodResources pod(Cursor at) {
        if (!at.isPresent()) {
            return null;
        }
        ContainerResources resources = resources(at.object("resources"));
        Cursor topology = at.object("topology");
        return new PodResources(
                resources == null ? ContainerResources.unsaid() : resources,
                at.text("nodeSelectionPolicy").orElse(null),
                topology.isPresent()
                        ? new PodResources.Topology(
                                topology.requiredText("key", "name the node label")
                                        .orElse(""),
                                topology.requiredText("value", "name the label's value")
                                        .orElse(""))
                        : null);
    }

    static @Nullable ContainerResources container(Cursor at) {
        if (!at.isPresent()) {
            return null;
        }
        ContainerResources resources = resources(at.object("resources"));
        return resources == null ? ContainerResources.unsaid() : resources;
    }

    /** A reference; an empty API group is the core group. */
    static @Nullable TypedRef ref(Cursor at, String kindDefault) {
        if (!at.isPresent()) {
            return null;
        }
        Optional<String> kind = kindDefault.isEmpty() ? at.requiredText("kind", "name the kind") : at.text("kind");
        return new TypedRef(
                at.text("apiGroup").filter(group -> !group.isEmpty()).orElse(null),
                kind.orElse(kindDefault),
                at.requiredText("name", "name the object").orElse(""),
                null);
    }

    static ReadReplicaScaling group(Cursor at) {
        List<Toleration> tolerations = new ArrayList<>();
        at.objects("tolerations").forEach(toleration -> tolerations.add(toleration(toleration)));
        return new ReadReplicaScaling(
                at.text("name").orElse(""),
                at.integer("replicas").orElse(null),
                at.bool("remove").orElse(false),
                resources(at.object("resources")),
                at.labels("nodeSelector"),
                tolerations,
                at.choice("storageType", OpsWords.STORAGE_TYPE).orElse(null),
                claim(at.object("storage")),
                at.object("podPlacementPolicy").text("name").orElse(null),
                service(at.object("serviceTemplate")));
    }

    private static Toleration toleration(Cursor at) {
        return new Toleration(
                at.text("key").orElse(""),
                at.choice("operator", OpsWords.TOLERATION).orElse(Toleration.Operator.EQUAL),
                at.text("value").orElse(""),
                at.choice("effect", OpsWords.EFFECT).orElse(null),
                at.number("tolerationSeconds").map(Duration::ofSeconds).orElse(null));
    }

    private static @Nullable VolumeClaim claim(Cursor at) {
        if (!at.isPresent()) {
            return null;
        }
        Cursor resources = at.object("resources");
        return new VolumeClaim(
                at.texts("accessModes"),
                at.text("storageClassName").orElse(null),
                quantities(resources.object("requests")),
                quantities(resources.object("limits")),
                at.text("volumeMode").orElse(null),
                at.text("volumeName").orElse(null),
                at.text("volumeAttributesClassName").orElse(null),
                selector(at.object("selector")),
                source(at.object("dataSource")),
                source(at.object("dataSourceRef")));
    }

    private static @Nullable TypedRef source(Cursor at) {
        TypedRef ref = ref(at, "");
        return ref == null
                ? null
                : new TypedRef(
                        ref.apiGroup(),
                        ref.kind(),
                        ref.name(),
                        at.text("namespace").orElse(null));
    }

    private static @Nullable LabelSelector selector(Cursor at) {
        List<Requirement> requirements = new ArrayList<>();
        for (Cursor expression : at.objects("matchExpressions")) {
            requirements.add(new Requirement(
                    expression.requiredText("key", "name the label").orElse(""),
                    expression.choice("operator", OpsWords.SELECTOR).orElse(Requirement.Operator.IN),
                    expression.texts("values")));
        }
        return at.isPresent() ? new LabelSelector(at.labels("matchLabels"), requirements) : null;
    }

    private static @Nullable ServiceTemplate service(Cursor at) {
        Cursor metadata = at.object("metadata");
        Cursor spec = at.object("spec");
        List<ServiceTemplate.Port> ports = new ArrayList<>();
        for (Cursor port : spec.objects("ports")) {
            ports.add(new ServiceTemplate.Port(
                    port.text("name").orElse(null),
                    port.integer("port").orElse(0),
                    port.integer("nodePort").orElse(null)));
        }
        return at.isPresent()
                ? new ServiceTemplate(
                        metadata.labels("labels"),
                        metadata.labels("annotations"),
                        spec.text("type").orElse(null),
                        spec.text("clusterIP").orElse(null),
                        spec.texts("externalIPs"),
                        spec.text("externalTrafficPolicy").orElse(null),
                        spec.integer("healthCheckNodePort").orElse(null),
                        spec.text("loadBalancerIP").orElse(null),
                        spec.texts("loadBalancerSourceRanges"),
                        ports,
                        spec.path("sessionAffinityConfig", "clientIP")
                                .integer("timeoutSeconds")
                                .map(Duration::ofSeconds)
                                .orElse(null))
                : null;
    }

    private static Map<String, Quantity> quantities(Cursor at) {
        Map<String, Quantity> amounts = new LinkedHashMap<>();
        Iterator<String> names = at.peek().fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            at.quantity(name).ifPresent(amount -> amounts.put(name, amount));
        }
        return amounts;
    }
}
