package io.pgspan.operators.kubedb;

import io.pgspan.model.Arbiter;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.Limit;
import io.pgspan.operators.feature.PlacementFeatures;
import io.pgspan.operators.feature.Restrictions;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.kubedb.policy.PolicyGeneration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** What KubeDB has in part only, in terms of the model. */
final class KubeDbLimits {
    static final Restrictions<KubeDbOptions> RESTRICTIONS = Restrictions.of(
            KubeDbCapabilities.TABLE,
            List.of(
                    limit(
                            "spread-twice",
                            PlacementFeatures.SPREAD,
                            "placement.spreads",
                            "KubeDB has one constraint per label",
                            "keep one of them",
                            (wish, options) ->
                                    !wish.placement().equals(wish.placement().map(KubeDbLimits::once)),
                            (wish, options) ->
                                    wish.withPlacement(wish.placement().map(KubeDbLimits::once))),
                    limit(
                            "slice-without-rules",
                            PlacementFeatures.SLICE,
                            "placement.slice",
                            "KubeDB keeps the slice with the rules, and there are none",
                            "name the ordinals of each cluster, or no slice",
                            (wish, options) -> wish.placement()
                                    .filter(policy -> policy.rules().isEmpty()
                                            && policy.slice().isPresent())
                                    .isPresent(),
                            (wish, options) -> PlacementFeatures.SLICE.without(wish)),
                    limit(
                            "rules-without-slice",
                            PlacementFeatures.CLUSTERS,
                            "placement.rules",
                            "KubeDB wants the slice and its project's namespace with every rule about clusters",
                            "name both",
                            (wish, options) -> options.generation().isAtLeast(PolicyGeneration.G2)
                                    && wish.placement()
                                            .filter(policy -> !policy.rules().isEmpty()
                                                    && policy.slice()
                                                            .flatMap(SliceRef::projectNamespace)
                                                            .isEmpty())
                                            .isPresent(),
                            (wish, options) -> PlacementFeatures.CLUSTERS.without(wish)),
                    limit(
                            "generation",
                            PlacementFeatures.STORAGE_CLASS_PER_CLUSTER,
                            "placement.rules",
                            "the policy's first generation has neither storage class nor metrics per cluster",
                            "use the current generation of the policy",
                            (wish, options) -> !options.generation().isAtLeast(PolicyGeneration.G2)
                                    && wish.placement()
                                            .filter(policy ->
                                                    policy.rules().stream().anyMatch(KubeDbLimits::isRefined))
                                            .isPresent(),
                            (wish, options) -> PlacementFeatures.METRICS_PER_CLUSTER.without(
                                    PlacementFeatures.STORAGE_CLASS_PER_CLUSTER.without(wish))),
                    limit(
                            "generation-slice",
                            PlacementFeatures.SLICE,
                            "placement.slice",
                            "the policy's first generation has no place for the slice's project",
                            "use the current generation of the policy",
                            (wish, options) -> !options.generation().isAtLeast(PolicyGeneration.G2)
                                    && wish.placement()
                                            .flatMap(PlacementPolicy::slice)
                                            .flatMap(SliceRef::projectNamespace)
                                            .isPresent(),
                            (wish, options) -> wish.withPlacement(wish.placement()
                                    .map(policy -> policy.withSlice(
                                            policy.slice().map(slice -> new SliceRef(null, slice.sliceName())))))),
                    limit(
                            "arbiter-storage",
                            InstanceFeatures.ARBITER,
                            "arbiter.storage",
                            "KubeDB takes only a size for the arbiter's volume",
                            "leave the class to the Kubernetes cluster's default",
                            (wish, options) -> wish.arbiter()
                                    .map(Arbiter::storage)
                                    .filter(s -> s.storageClass().isPresent() || !s.durable())
                                    .isPresent(),
                            (wish, options) -> wish.withArbiter(wish.arbiter()
                                    .map(a -> new Arbiter(
                                            new Storage(a.storage().size(), null, true),
                                            a.resources(),
                                            a.nodeSelector(),
                                            a.tolerations())))),
                    limit(
                            "deletion-policy",
                            InstanceFeatures.EPHEMERAL_STORAGE,
                            "deletionPolicy",
                            "KubeDB refuses to keep the data of ephemeral volumes",
                            "use another deletion policy, or durable storage",
                            (wish, options) -> wish.deletionPolicy() == DeletionPolicy.KEEP_DATA
                                    && !wish.storage().durable(),
                            (wish, options) -> wish.withDeletionPolicy(DeletionPolicy.DELETE_VOLUMES))));

    private KubeDbLimits() {}

    private static boolean isRefined(ClusterRule rule) {
        return rule.storageClass().isPresent() || rule.metrics().isPresent();
    }

    /** The first constraint of each label. */
    private static PlacementPolicy once(PlacementPolicy policy) {
        List<String> keys = policy.spreads().stream().map(Spread::topologyKey).toList();
        return policy.withSpreads(policy.spreads().stream()
                .filter(spread -> policy.spreads().indexOf(spread) == keys.indexOf(spread.topologyKey()))
                .distinct()
                .toList());
    }

    private static Limit<KubeDbOptions> limit(
            String rule,
            Feature feature,
            String path,
            String message,
            String remedy,
            BiPredicate<PostgresCluster, KubeDbOptions> says,
            BiFunction<PostgresCluster, KubeDbOptions, PostgresCluster> without) {
        return new SimpleLimit(
                new UnsupportedFeature("kubedb." + rule, feature, path, feature.id(), message, remedy), says, without);
    }

    private record SimpleLimit(
            UnsupportedFeature found,
            BiPredicate<PostgresCluster, KubeDbOptions> says,
            BiFunction<PostgresCluster, KubeDbOptions, PostgresCluster> without)
            implements Limit<KubeDbOptions> {
        @Override
        public List<UnsupportedFeature> find(PostgresCluster wish, KubeDbOptions options) {
            return says.test(wish, options) ? List.of(found) : List.of();
        }

        @Override
        public PostgresCluster restrict(PostgresCluster wish, KubeDbOptions options) {
            return without.apply(wish, options);
        }
    }
}
