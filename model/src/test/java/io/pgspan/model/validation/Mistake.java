package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.PlacementPolicy;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A wish with one mistake: exactly one rule finds it, at one path, with one value. */
record Mistake(String rule, String path, String value, PostgresCluster wish) {
    static final Fleet FLEET = new Fleet(
            "a",
            List.of(cluster("a", "std"), cluster("b", "std"), cluster("bare", null)),
            List.of(new Fleet.Slice("project", "slice", List.of("a", "b", "bare"))));

    static PostgresCluster.Builder hippo() {
        return PostgresCluster.builder()
                .name("hippo")
                .replicas(3)
                .storage(Storage.of("1Gi").onClass("std"));
    }

    /** A wish without a policy and with a storage class that all clusters have. */
    static Mistake wish(String rule, String path, Object value, UnaryOperator<PostgresCluster.Builder> mistake) {
        return new Mistake(rule, path, value.toString(), mistake.apply(hippo()).build());
    }

    static Mistake policy(String rule, String path, String value, UnaryOperator<PlacementPolicy.Builder> rules) {
        return new Mistake(rule, path, value, policy(rules));
    }

    static PostgresCluster policy(UnaryOperator<PlacementPolicy.Builder> rules) {
        PlacementPolicy.Builder policy = PlacementPolicy.builder();
        policy.slice("project", "slice");
        return PostgresCluster.builder()
                .name("hippo")
                .replicas(3)
                .placement(rules.apply(policy).build())
                .build();
    }

    private static KubernetesCluster cluster(String name, @Nullable String defaultClass) {
        return new KubernetesCluster(name, List.of(), List.of("std"), defaultClass);
    }

    @Override
    public String toString() {
        return rule + " at " + path + " = '" + value + "'";
    }
}
