package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;

/** The model's placement as a {@code PlacementPolicy} of either generation, its indices sorted. */
final class PolicyWriter {
    private final PlacementPolicy policy;
    private final PolicyGeneration generation;

    PolicyWriter(PlacementPolicy policy, PolicyGeneration generation) {
        this.policy = policy;
        this.generation = generation;
    }

    ObjectNode write(String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", KubeDbWords.POLICY_API).put("kind", KubeDbWords.POLICY);
        object.putObject("metadata").put("name", name);
        ObjectNode spec = object.putObject("spec");
        if (!policy.rules().isEmpty()) {
            clusters(spec);
        }
        for (Spread spread : policy.spreads()) {
            spec.putObject(spread.topologyKey().equals(Spread.ZONE) ? "zoneSpreadConstraint" : "nodeSpreadConstraint")
                    .put("maxSkew", spread.maxSkew())
                    .put("whenUnsatisfiable", KubeDbWords.WHEN_UNSATISFIABLE.word(spread.whenUnsatisfiable()));
        }
        return object;
    }

    private void clusters(ObjectNode spec) {
        boolean legacy = generation == PolicyGeneration.G1;
        ObjectNode section = spec.putObject(legacy ? "ocm" : "clusterSpreadConstraint");
        ArrayNode rules = section.putArray("distributionRules");
        for (ClusterRule rule : policy.rules()) {
            ObjectNode entry = rules.addObject().put("clusterName", rule.clusterName());
            rule.storageClass().ifPresent(storageClass -> entry.put("storageClassName", storageClass));
            ArrayNode ordinals = entry.putArray(legacy ? "replicas" : "replicaIndices");
            rule.ordinals().forEach(ordinals::add);
        }
        policy.slice().ifPresent(slice -> {
            ObjectNode where = legacy ? section : section.putObject("slice");
            slice.projectNamespace().ifPresent(project -> where.put("projectNamespace", project));
            where.put("sliceName", slice.sliceName());
        });
    }
}
