package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@code PlacementPolicy} as the model's, in either generation. */
final class PolicyReader {
    private static final String G1_SECTION = "ocm";
    private static final String G2_SECTION = "clusterSpreadConstraint";
    private static final String RULES = "distributionRules";
    private static final Map<String, String> SPREAD_KEYS =
            Map.of("zoneSpreadConstraint", Spread.ZONE, "nodeSpreadConstraint", Spread.HOSTNAME);

    private final Cursor policy;
    private final Cursor spec;
    private final PolicyGeneration generation;
    private final String section;

    PolicyReader(Cursor policy) {
        this.policy = policy;
        this.spec = policy.object("spec");
        this.generation = spec.has(G1_SECTION) && !spec.has(G2_SECTION) ? PolicyGeneration.G1 : PolicyGeneration.G2;
        this.section = generation == PolicyGeneration.G1 ? G1_SECTION : G2_SECTION;
    }

    PolicyGeneration generation() {
        return generation;
    }

    /** Whether it says which ordinals go to which cluster. */
    boolean isDistributed() {
        return spec.has(section);
    }

    PlacementPolicy read() {
        PlacementPolicy.Builder placement = PlacementPolicy.builder();
        placement.name(policy.object("metadata").text("name"));
        if (spec.has(G1_SECTION) && spec.has(G2_SECTION)) {
            spec.reject(
                    "policy-generations",
                    G1_SECTION,
                    "the policy has the cluster section of two generations",
                    "keep clusterSpreadConstraint only");
        }
        policy.origin("placement", "spec");
        if (isDistributed()) {
            Cursor clusters = spec.object(section);
            clusters.origin("placement.rules", RULES);
            placement.rules(rules(clusters));
            slice(clusters).ifPresent(placement::slice);
        }
        placement.spreads(spreads());
        return placement.build();
    }

    private List<ClusterRule> rules(Cursor clusters) {
        if (!clusters.has(RULES)) {
            clusters.missing(RULES, "name the ordinals of each cluster");
        }
        List<ClusterRule> rules = new ArrayList<>();
        for (Cursor rule : clusters.objects(RULES)) {
            rules.add(rule(rule, "placement.rules[" + rules.size() + "]"));
        }
        return rules;
    }

    private ClusterRule rule(Cursor rule, String model) {
        rule.origin(model);
        rule.origin(model + ".clusterName", "clusterName");
        Optional<String> cluster = rule.requiredText("clusterName", "name the Kubernetes cluster");
        if (cluster.isEmpty()) {
            rule.doubt(model + ".clusterName");
        }
        @Nullable String storageClass = null;
        if (generation == PolicyGeneration.G2) {
            rule.origin(model + ".storageClassName", "storageClassName");
            storageClass = rule.text("storageClassName").orElse(null);
        }
        return new ClusterRule(cluster.orElse(""), ordinals(rule, model + ".ordinals"), storageClass, null);
    }

    private List<Integer> ordinals(Cursor rule, String model) {
        String name = generation == PolicyGeneration.G1 ? "replicas" : "replicaIndices";
        rule.origin(model, name);
        if (!rule.has(name)) {
            rule.missing(name, "list the ordinals that live there");
        }
        List<Integer> ordinals = rule.integers(name);
        for (int i = 0; i < ordinals.size(); i++) {
            rule.origin(model, ordinals.get(i).toString(), name, i);
        }
        if (rule.isFaulty(name)) {
            rule.doubt("placement.rules");
        }
        return ordinals;
    }

    private Optional<SliceRef> slice(Cursor clusters) {
        if (generation == PolicyGeneration.G1) {
            clusters.origin("placement.slice", "sliceName");
            return clusters.text("sliceName").map(name -> new SliceRef(null, name));
        }
        clusters.origin("placement.slice", "slice");
        if (!clusters.has("slice")) {
            clusters.missing("slice", "name projectNamespace and sliceName of the slice that connects the clusters");
            clusters.doubt("placement.slice");
            return Optional.empty();
        }
        Cursor slice = clusters.object("slice");
        Optional<String> project =
                slice.requiredText("projectNamespace", "name the slice project's namespace on the hub");
        Optional<String> name = slice.requiredText("sliceName", "name the slice");
        if (project.isEmpty() || name.isEmpty()) {
            slice.doubt("placement.slice");
        }
        return name.map(word -> new SliceRef(project.orElse(null), word));
    }

    /** In the order written, so that they are written in that order again. */
    private List<Spread> spreads() {
        List<Spread> spreads = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : spec.peek().properties()) {
            @Nullable String key = SPREAD_KEYS.get(entry.getKey());
            if (key == null || !spec.has(entry.getKey())) {
                continue;
            }
            String model = "placement.spreads[" + spreads.size() + "]";
            Cursor spread = spec.object(entry.getKey());
            spec.origin(model, entry.getKey());
            spread.origin(model + ".maxSkew", "maxSkew");
            spreads.add(new Spread(
                    key,
                    spread.integer("maxSkew").orElse(1),
                    spread.choice("whenUnsatisfiable", KubeDbWords.WHEN_UNSATISFIABLE)
                            .orElse(WhenUnsatisfiable.DO_NOT_SCHEDULE)));
        }
        return spreads;
    }
}
