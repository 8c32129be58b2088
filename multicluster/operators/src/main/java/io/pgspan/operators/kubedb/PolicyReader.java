package io.pgspan.operators.kubedb;

import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import io.pgspan.operators.Origins;
import io.pgspan.operators.decode.Decoder;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@code PlacementPolicy} as the model's, in either generation. */
final class PolicyReader {
    private static final String G1_SECTION = "spec.ocm";
    private static final String G2_SECTION = "spec.clusterSpreadConstraint";
    private static final String RULES = ".distributionRules";
    private static final Map<String, String> SPREAD_KEYS =
            Map.of("zoneSpreadConstraint", Spread.ZONE, "nodeSpreadConstraint", Spread.HOSTNAME);

    private final Decoder decoder;
    private final Origins origins;
    private final PolicyGeneration generation;

    PolicyReader(Decoder decoder, Origins origins) {
        this.decoder = decoder;
        this.origins = origins;
        this.generation =
                decoder.has(G1_SECTION) && !decoder.has(G2_SECTION) ? PolicyGeneration.G1 : PolicyGeneration.G2;
    }

    PolicyGeneration generation() {
        return generation;
    }

    /** Whether it says which ordinals go to which cluster. */
    boolean isDistributed() {
        return decoder.has(section());
    }

    PlacementPolicy read() {
        decoder.consumeEmpty("spec");
        PlacementPolicy.Builder policy = PlacementPolicy.builder();
        policy.name(decoder.text("metadata.name"));
        if (decoder.has(G1_SECTION) && decoder.has(G2_SECTION)) {
            decoder.reject(
                    "policy-generations",
                    G1_SECTION,
                    "the policy has the cluster section of two generations",
                    "keep clusterSpreadConstraint only");
        }
        origins.put("placement", decoder.manifest(), "spec");
        if (isDistributed()) {
            origins.put("placement.rules", decoder.manifest(), section() + RULES);
            policy.rules(rules());
            slice().ifPresent(policy::slice);
        }
        policy.spreads(spreads());
        return policy.build();
    }

    private String section() {
        return generation == PolicyGeneration.G1 ? G1_SECTION : G2_SECTION;
    }

    private List<ClusterRule> rules() {
        String path = section() + RULES;
        if (!decoder.has(path)) {
            decoder.missing(path, "name the ordinals of each cluster");
        }
        List<ClusterRule> rules = new ArrayList<>();
        int count = decoder.count(path);
        for (int i = 0; i < count; i++) {
            rules.add(rule(path + "[" + i + "]", "placement.rules[" + i + "]"));
        }
        return rules;
    }

    private ClusterRule rule(String path, String model) {
        origins.put(model, decoder.manifest(), path);
        origins.put(model + ".clusterName", decoder.manifest(), path + ".clusterName");
        Optional<String> cluster = decoder.requiredText(path + ".clusterName", "name the Kubernetes cluster");
        if (cluster.isEmpty()) {
            origins.doubt(model + ".clusterName");
        }
        @Nullable String storageClass = null;
        if (generation == PolicyGeneration.G2) {
            origins.put(model + ".storageClassName", decoder.manifest(), path + ".storageClassName");
            storageClass = decoder.text(path + ".storageClassName").orElse(null);
        }
        return new ClusterRule(cluster.orElse(""), ordinals(path, model + ".ordinals"), storageClass, null);
    }

    private List<Integer> ordinals(String rule, String model) {
        String path = rule + (generation == PolicyGeneration.G1 ? ".replicas" : ".replicaIndices");
        origins.put(model, decoder.manifest(), path);
        if (!decoder.has(path)) {
            decoder.missing(path, "list the ordinals that live there");
        }
        List<Integer> ordinals = new ArrayList<>();
        int count = decoder.count(path);
        for (int i = 0; i < count; i++) {
            String at = path + "[" + i + "]";
            decoder.integer(at).ifPresent(ordinal -> {
                ordinals.add(ordinal);
                origins.put(model, ordinal.toString(), decoder.manifest(), at);
            });
            if (decoder.peek(at).isMissingNode()) {
                decoder.missing(at, "write an ordinal, or remove the item");
            }
        }
        decoder.consume(path);
        if (decoder.isFaulty(path)) {
            origins.doubt("placement.rules");
        }
        return ordinals;
    }

    private Optional<SliceRef> slice() {
        if (generation == PolicyGeneration.G1) {
            origins.put("placement.slice", decoder.manifest(), G1_SECTION + ".sliceName");
            return decoder.text(G1_SECTION + ".sliceName").map(name -> new SliceRef(null, name));
        }
        String path = G2_SECTION + ".slice";
        origins.put("placement.slice", decoder.manifest(), path);
        if (!decoder.has(path)) {
            decoder.missing(path, "name projectNamespace and sliceName of the slice that connects the clusters");
            origins.doubt("placement.slice");
            return Optional.empty();
        }
        Optional<String> project =
                decoder.requiredText(path + ".projectNamespace", "name the slice project's namespace on the hub");
        Optional<String> name = decoder.requiredText(path + ".sliceName", "name the slice");
        if (project.isEmpty() || name.isEmpty()) {
            origins.doubt("placement.slice");
        }
        return name.map(slice -> new SliceRef(project.orElse(null), slice));
    }

    /** In the order written, so that they are written in that order again. */
    private List<Spread> spreads() {
        List<Spread> spreads = new ArrayList<>();
        Map<String, String> found = new LinkedHashMap<>();
        decoder.manifest()
                .at(TreePath.of("spec"))
                .fieldNames()
                .forEachRemaining(name -> Optional.ofNullable(SPREAD_KEYS.get(name))
                        .filter(key -> decoder.has("spec." + name))
                        .ifPresent(key -> found.put("spec." + name, key)));
        found.forEach((path, key) -> {
            String model = "placement.spreads[" + spreads.size() + "]";
            origins.put(model, decoder.manifest(), path);
            origins.put(model + ".maxSkew", decoder.manifest(), path + ".maxSkew");
            spreads.add(new Spread(
                    key,
                    decoder.integer(path + ".maxSkew").orElse(1),
                    decoder.choice(path + ".whenUnsatisfiable", KubeDbWords.WHEN_UNSATISFIABLE)
                            .orElse(WhenUnsatisfiable.DO_NOT_SCHEDULE)));
        });
        return spreads;
    }
}
