package io.pgspan.operators.kubedb;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread;
import io.pgspan.operators.feature.PartLimit;
import io.pgspan.operators.feature.PlacementFeatures;
import io.pgspan.operators.kubedb.policy.PolicyGeneration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What KubeDB has in part only of a placement. */
final class PlacementParts {
    private PlacementParts() {}

    static List<PartLimit<KubeDbOptions>> all() {
        return List.of(
                PartLimit.of(
                        "kubedb.spread-twice",
                        PlacementFeatures.SPREAD,
                        "placement.spreads",
                        "KubeDB has one constraint per label",
                        "keep one of them",
                        wish -> changed(wish, PlacementParts::once)),
                PartLimit.of(
                        "kubedb.slice-without-rules",
                        PlacementFeatures.SLICE,
                        "placement.slice",
                        "KubeDB keeps the slice with the rules, and there are none",
                        "name the ordinals of each cluster, or no slice",
                        wish -> when(wish, policy -> policy.rules().isEmpty(), PlacementFeatures.SLICE::without)),
                PartLimit.of(
                        "kubedb.rules-without-slice",
                        PlacementFeatures.CLUSTERS,
                        "placement.rules",
                        "KubeDB wants the slice and its project's namespace with every rule about clusters",
                        "name both",
                        (wish, options) -> isLegacy(options)
                                ? wish
                                : when(
                                        wish,
                                        policy -> policy.slice()
                                                .flatMap(SliceRef::projectNamespace)
                                                .isEmpty(),
                                        PlacementFeatures.CLUSTERS::without)),
                PartLimit.of(
                        "kubedb.generation",
                        PlacementFeatures.STORAGE_CLASS_PER_CLUSTER,
                        "placement.rules",
                        "the policy's first generation has neither storage class nor metrics per cluster",
                        "use the current generation of the policy",
                        (wish, options) -> isLegacy(options)
                                ? PlacementFeatures.METRICS_PER_CLUSTER.without(
                                        PlacementFeatures.STORAGE_CLASS_PER_CLUSTER.without(wish))
                                : wish),
                PartLimit.of(
                        "kubedb.generation-slice",
                        PlacementFeatures.SLICE,
                        "placement.slice",
                        "the policy's first generation has no place for the slice's project",
                        "use the current generation of the policy",
                        (wish, options) -> isLegacy(options) ? changed(wish, PlacementParts::withoutProject) : wish));
    }

    private static boolean isLegacy(KubeDbOptions options) {
        return !options.generation().isAtLeast(PolicyGeneration.G2);
    }

    private static PostgresCluster when(
            PostgresCluster wish, Predicate<PlacementPolicy> condition, UnaryOperator<PostgresCluster> change) {
        return wish.placement().filter(condition).isPresent() ? change.apply(wish) : wish;
    }

    private static PostgresCluster changed(PostgresCluster wish, UnaryOperator<PlacementPolicy> change) {
        return wish.placement().isEmpty()
                ? wish
                : wish.withPlacement(wish.placement().map(change));
    }

    private static PlacementPolicy withoutProject(PlacementPolicy policy) {
        Optional<SliceRef> slice = policy.slice();
        return policy.withSlice(slice.map(named -> new SliceRef(null, named.sliceName())));
    }

    /** The first constraint of each label, zones before nodes. */
    private static PlacementPolicy once(PlacementPolicy policy) {
        Set<String> keys = new HashSet<>();
        List<Spread> kept = new ArrayList<>();
        for (Spread spread : policy.spreads()) {
            if (keys.add(spread.topologyKey())) {
                kept.add(spread);
            }
        }
        return policy.withSpreads(kept);
    }
}
