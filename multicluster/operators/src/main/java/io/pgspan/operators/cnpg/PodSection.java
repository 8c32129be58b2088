package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.podspec.NodeAffinityFields;
import io.pgspan.operators.podspec.PodAffinityFields;
import io.pgspan.operators.podspec.ResourceFields;
import io.pgspan.operators.podspec.SchedulingFields;
import io.pgspan.operators.podspec.SpreadFields;
import io.pgspan.operators.podspec.TextFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of the pods stands in the spec: resources, metadata, names, and where they go. CloudNativePG has affinity in a form of its own, beside the
 * rule that it makes itself; constraints of spread are copied to the pods, so that their selectors are written.
 */
final class PodSection {
    private static final String TYPE = "podAntiAffinityType";
    private static final String SPREAD = "topologySpreadConstraints";

    private final Cursor spec;
    private final String cluster;

    PodSection(Cursor spec, String cluster) {
        this.spec = spec;
        this.cluster = cluster;
    }

    /** The labels that every instance of a cluster has, and nothing else. */
    static LabelSelector instances(String cluster) {
        return LabelSelector.of(Map.of(CnpgWords.CLUSTER_LABEL, cluster, CnpgWords.ROLE_LABEL, "instance"));
    }

    Resources resources() {
        Cursor resources = spec.object("resources");
        resources.origin("resources");
        return ResourceFields.read(resources);
    }

    PodSettings settings() {
        Cursor inherited = spec.object("inheritedMetadata");
        List<String> secrets = new ArrayList<>();
        for (Cursor secret : spec.objects("imagePullSecrets")) {
            secret.text("name").ifPresent(secrets::add);
        }
        return PodSettings.builder()
                .labels(inherited.labels("labels"))
                .annotations(inherited.labels("annotations"))
                .priorityClassName(spec.text("priorityClassName"))
                .serviceAccountName(spec.text("serviceAccountName"))
                .schedulerName(spec.text("schedulerName"))
                .imagePullSecrets(secrets)
                .build();
    }

    AntiAffinity antiAffinity() {
        Cursor affinity = spec.object("affinity");
        AntiAffinity usual = AntiAffinity.ofDefaults();
        Optional<String> type = affinity.text(TYPE);
        return new AntiAffinity(
                affinity.bool("enablePodAntiAffinity").orElse(usual.enabled()),
                affinity.text("topologyKey").orElse(usual.topologyKey()),
                type.filter("required"::equals).isPresent());
    }

    /** Empty when nothing is said. */
    Optional<PlacementPolicy> placement() {
        Cursor affinity = spec.object("affinity");
        affinity.origin("placement.nodeSelector", "nodeSelector");
        affinity.origin("placement.tolerations", "tolerations");
        affinity.origin("placement.affinity");
        spec.origin("placement.spreads", SPREAD);
        List<Spread> spreads = SpreadFields.read(spec, SPREAD, Optional.of(instances(cluster)));
        PlacementPolicy said = PlacementPolicy.builder()
                .nodeSelector(affinity.labels("nodeSelector"))
                .tolerations(SchedulingFields.tolerations(affinity))
                .affinity(new Affinity(
                        NodeAffinityFields.read(affinity.object("nodeAffinity")),
                        PodAffinityFields.read(affinity.object("additionalPodAffinity")),
                        PodAffinityFields.read(affinity.object("additionalPodAntiAffinity"))))
                .spreads(spreads)
                .build();
        return said.equals(PlacementPolicy.builder().build()) ? Optional.empty() : Optional.of(said);
    }

    static void write(PostgresCluster wish, AntiAffinity apart, ObjectNode spec) {
        if (!wish.resources().equals(Resources.unsaid())) {
            ResourceFields.write(spec.putObject("resources"), wish.resources());
        }
        PodSettings said = wish.pod();
        if (!said.labels().isEmpty() || !said.annotations().isEmpty()) {
            ObjectNode inherited = spec.putObject("inheritedMetadata");
            TextFields.write(inherited, "labels", said.labels());
            TextFields.write(inherited, "annotations", said.annotations());
        }
        said.priorityClassName().ifPresent(name -> spec.put("priorityClassName", name));
        said.serviceAccountName().ifPresent(name -> spec.put("serviceAccountName", name));
        said.schedulerName().ifPresent(name -> spec.put("schedulerName", name));
        if (!said.imagePullSecrets().isEmpty()) {
            ArrayNode secrets = spec.putArray("imagePullSecrets");
            said.imagePullSecrets().forEach(name -> secrets.addObject().put("name", name));
        }
        ObjectNode affinity = spec.objectNode();
        AntiAffinity usual = AntiAffinity.ofDefaults();
        if (!apart.enabled()) {
            affinity.put("enablePodAntiAffinity", false);
        }
        if (!apart.topologyKey().equals(usual.topologyKey())) {
            affinity.put("topologyKey", apart.topologyKey());
        }
        if (apart.required()) {
            affinity.put(TYPE, "required");
        }
        wish.placement().ifPresent(policy -> {
            SchedulingFields.write(affinity, policy.nodeSelector(), policy.tolerations());
            NodeAffinityFields.write(affinity, policy.affinity().nodes());
            PodAffinityFields.write(
                    affinity, "additionalPodAffinity", policy.affinity().near());
            PodAffinityFields.write(
                    affinity, "additionalPodAntiAffinity", policy.affinity().apart());
            SpreadFields.write(spec, SPREAD, policy.spreads(), Optional.of(instances(wish.name())));
        });
        if (!affinity.isEmpty()) {
            spec.set("affinity", affinity);
        }
    }
}
