package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says that its own generation has no field for: storage class, metrics and the slice's project before
 * {@link PolicyGeneration#G2}, roles and failover before {@link PolicyGeneration#G3}, and the trigger of the other of
 * {@link PolicyGeneration#G3} and {@link PolicyGeneration#G4}. An API server would drop it without a word.
 */
final class BeyondGeneration {
    static final String RULE = "kubedb.policy.beyond-generation";

    private final PolicyGeneration generation;
    private final List<Violation> found = new ArrayList<>();

    private BeyondGeneration(PolicyGeneration generation) {
        this.generation = generation;
    }

    static List<Violation> of(PolicyObject policy) {
        BeyondGeneration check = new BeyondGeneration(policy.generation());
        policy.clusterSpread().ifPresent(check::clusters);
        return check.found;
    }

    private void clusters(ClusterSpread clusters) {
        boolean legacy = !generation.isAtLeast(PolicyGeneration.G2);
        boolean roleless = !generation.isAtLeast(PolicyGeneration.G3);
        for (int i = 0; i < clusters.rules().size(); i++) {
            DistributionRule rule = clusters.rules().get(i);
            String path = generation.rulePath(i);
            beyond(legacy && rule.storageClassName() != null, path + ".storageClassName", rule.storageClassName());
            beyond(legacy && rule.prometheus() != null, path + ".monitoring", "prometheus");
            beyond(
                    roleless && rule.role() != null,
                    path + ".role",
                    rule.role() == null ? null : PolicyWords.ROLE.word(rule.role()));
        }
        clusters.network()
                .flatMap(slice -> slice.projectNamespace())
                .ifPresent(project -> beyond(legacy, generation.slicePath() + ".projectNamespace", project));
        String path = generation.sectionPath() + ".failoverPolicy";
        clusters.failover().ifPresent(failover -> {
            beyond(roleless, path, "");
            FailoverTrigger trigger = failover.trigger();
            if (!roleless && trigger != null) {
                boolean latest = generation == PolicyGeneration.G4;
                trigger.<Boolean>match(
                        lease -> beyond(latest, path + ".trigger", PolicyWords.SCOPE.word(lease.scope())),
                        group -> beyond(!latest, path + ".failoverGroupRef", group.name()));
            }
        });
    }

    private boolean beyond(boolean is, String path, @Nullable String value) {
        if (is) {
            found.add(Violation.of(
                    RULE,
                    path,
                    value == null ? "" : value,
                    "generation " + generation + " has no such field: it would be dropped without a word",
                    "convert the policy, which tells what is lost, or write a newer generation"));
        }
        return is;
    }
}
