package io.pgspan.operators.kubedb;

import io.pgspan.model.Arbiter;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What KubeDB has no word for, in terms of the model. */
final class KubeDbLimits {
    private final List<Violation> found = new ArrayList<>();
    private final PolicyGeneration generation;

    private KubeDbLimits(PolicyGeneration generation) {
        this.generation = generation;
    }

    static List<Violation> check(PostgresCluster cluster, PolicyGeneration generation) {
        KubeDbLimits limits = new KubeDbLimits(generation);
        cluster.placement().ifPresent(limits::placement);
        cluster.arbiter().ifPresent(limits::arbiter);
        if (cluster.deletionPolicy() == DeletionPolicy.KEEP_DATA
                && !cluster.storage().durable()) {
            limits.add(
                    "deletion-policy",
                    "deletionPolicy",
                    "KEEP_DATA",
                    "KubeDB refuses to keep the data of ephemeral volumes",
                    "use another deletion policy, or durable storage");
        }
        return limits.found;
    }

    private void placement(PlacementPolicy policy) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < policy.spreads().size(); i++) {
            String key = policy.spreads().get(i).topologyKey();
            String path = "placement.spreads[" + i + "].topologyKey";
            if (!key.equals(Spread.ZONE) && !key.equals(Spread.HOSTNAME)) {
                add("spread-key", path, key, "KubeDB spreads over zones and nodes only", "use one of these labels");
            } else if (!keys.add(key)) {
                add("spread-twice", path, key, "KubeDB has one constraint per label", "keep one of them");
            }
        }
        if (policy.rules().isEmpty()) {
            policy.slice()
                    .ifPresent(slice -> add(
                            "slice-without-rules",
                            "placement.slice",
                            slice.sliceName(),
                            "KubeDB keeps the slice with the rules, and there are none",
                            "name the ordinals of each cluster, or no slice"));
        } else if (generation == PolicyGeneration.G1) {
            legacy(policy);
        } else if (policy.slice().flatMap(SliceRef::projectNamespace).isEmpty()) {
            add(
                    "required",
                    "placement.slice",
                    policy.slice().map(SliceRef::sliceName).orElse(""),
                    "KubeDB wants the slice and its project's namespace with every rule about clusters",
                    "name both");
        }
    }

    private void legacy(PlacementPolicy policy) {
        String remedy = "use the current generation of the policy";
        for (int i = 0; i < policy.rules().size(); i++) {
            Optional<String> storageClass = policy.rules().get(i).storageClass();
            if (storageClass.isPresent()) {
                add(
                        "generation",
                        "placement.rules[" + i + "].storageClassName",
                        storageClass.get(),
                        "the policy's first generation has no storage class per cluster",
                        remedy);
            }
        }
        policy.slice()
                .flatMap(SliceRef::projectNamespace)
                .ifPresent(project -> add(
                        "generation",
                        "placement.slice",
                        project,
                        "the policy's first generation has no place for the slice's project",
                        remedy));
    }

    private void arbiter(Arbiter arbiter) {
        if (arbiter.storage().storageClass().isPresent() || !arbiter.storage().durable()) {
            add(
                    "arbiter-storage",
                    "arbiter.storage",
                    arbiter.storage().storageClass().orElse("ephemeral"),
                    "KubeDB takes only a size for the arbiter's volume",
                    "leave the class to the Kubernetes cluster's default");
        }
    }

    private void add(String rule, String path, String value, String message, String remedy) {
        found.add(Violation.of("kubedb." + rule, path, value, message, remedy));
    }
}
