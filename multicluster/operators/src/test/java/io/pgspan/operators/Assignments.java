package io.pgspan.operators;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.placement.ClusterRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Assignments as a placer makes them from rules, on storage class local-path. */
public final class Assignments {
    private Assignments() {}

    public static Assignment of(PostgresCluster cluster) {
        List<Placed> replicas = new ArrayList<>();
        for (int i = 0; i < cluster.replicas(); i++) {
            replicas.add(new Placed(i, cluster.podName(i), home(cluster, i), "local-path", List.of("a rule says so")));
        }
        return new Assignment(
                replicas,
                cluster.arbiter()
                        .map(a -> new Placed(
                                0, cluster.name() + "-arbiter-0", home(cluster, 0), "local-path", List.of("with 0"))));
    }

    private static String home(PostgresCluster cluster, int ordinal) {
        Optional<ClusterRule> rule = cluster.placement().stream()
                .flatMap(policy -> policy.rules().stream())
                .filter(r -> r.ordinals().contains(ordinal))
                .findFirst();
        return rule.map(ClusterRule::clusterName).orElse("local");
    }
}
