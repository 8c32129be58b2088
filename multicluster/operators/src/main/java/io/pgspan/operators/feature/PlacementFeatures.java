package io.pgspan.operators.feature;

import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What a wish says of where its instances run. */
public final class PlacementFeatures {
    private static final PlacementPolicy NOTHING = PlacementPolicy.builder().build();

    /** Ordinals per Kubernetes cluster. */
    public static final Feature CLUSTERS = policy(
            "clusters",
            "ordinals spread over several Kubernetes clusters",
            "rules",
            PlacementPolicy::rules,
            policy -> policy.withRules(List.of()));

    /** A storage class per Kubernetes cluster. */
    public static final Feature STORAGE_CLASS_PER_CLUSTER = policy(
            "storage-class-per-cluster",
            "a storage class per Kubernetes cluster",
            "rules.storageClassName",
            PlacementPolicy::rules,
            policy -> rules(
                    policy, rule -> new ClusterRule(rule.clusterName(), rule.ordinals(), null, rule.metricsSource())));

    /** A source of metrics per Kubernetes cluster. */
    public static final Feature METRICS_PER_CLUSTER = policy(
            "metrics-per-cluster",
            "a source of metrics per Kubernetes cluster",
            "rules.metricsSource",
            PlacementPolicy::rules,
            policy -> rules(
                    policy,
                    rule -> new ClusterRule(rule.clusterName(), rule.ordinals(), rule.storageClassName(), null)));

    /** The slice that connects the clusters. */
    public static final Feature SLICE = policy(
            "slice",
            "the network slice that connects the clusters",
            "slice",
            PlacementPolicy::slice,
            policy -> policy.withSlice(Optional.empty()));

    /** Spread over zones and nodes. */
    public static final Feature SPREAD = policy(
            "spread",
            "spread over zones and nodes within a Kubernetes cluster",
            "spreads",
            PlacementPolicy::spreads,
            policy -> spreads(policy, spread -> !isUsual(spread)));

    /** Spread over other labels. */
    public static final Feature SPREAD_OTHER_KEYS = policy(
            "spread-other-keys",
            "spread over any other node label",
            "spreads.topologyKey",
            PlacementPolicy::spreads,
            policy -> spreads(policy, PlacementFeatures::isUsual));

    /** Refined spread constraints. */
    public static final Feature SPREAD_REFINED = policy(
            "spread-refined",
            "spread with selector, minimum of domains, node policies or match labels",
            "spreads.selector",
            PlacementPolicy::spreads,
            policy -> {
                List<Spread> plain = new ArrayList<>();
                policy.spreads()
                        .forEach(s -> plain.add(new Spread(s.topologyKey(), s.maxSkew(), s.whenUnsatisfiable())));
                return policy.withSpreads(plain);
            });

    /** A node selector. */
    public static final Feature NODE_SELECTOR = policy(
            "node-selector",
            "labels that nodes must have",
            "nodeSelector",
            PlacementPolicy::nodeSelector,
            policy -> policy.withNodeSelector(Map.of()));

    /** Tolerations. */
    public static final Feature TOLERATIONS = policy(
            "tolerations",
            "tolerations of taints",
            "tolerations",
            PlacementPolicy::tolerations,
            policy -> policy.withTolerations(List.of()));

    /** Node affinity. */
    public static final Feature NODE_AFFINITY = policy(
            "node-affinity",
            "node affinity",
            "affinity.nodes",
            PlacementPolicy::affinity,
            policy -> policy.withAffinity(new Affinity(
                    NodeAffinity.none(),
                    policy.affinity().near(),
                    policy.affinity().apart())));

    /** Pod affinity and anti-affinity. */
    public static final Feature POD_AFFINITY = policy(
            "pod-affinity",
            "pod affinity and anti-affinity",
            "affinity.near",
            PlacementPolicy::affinity,
            policy -> policy.withAffinity(
                    new Affinity(policy.affinity().nodes(), PodAffinity.none(), PodAffinity.none())));

    /** A policy with a name of its own. */
    public static final Feature POLICY_NAME = policy(
            "policy-name",
            "a placement kept under a name of its own, to be shared",
            "name",
            PlacementPolicy::name,
            policy -> policy.withName(Optional.empty()));

    private PlacementFeatures() {}

    static List<Feature> all() {
        return List.of(
                CLUSTERS,
                STORAGE_CLASS_PER_CLUSTER,
                METRICS_PER_CLUSTER,
                SLICE,
                SPREAD,
                SPREAD_OTHER_KEYS,
                SPREAD_REFINED,
                NODE_SELECTOR,
                TOLERATIONS,
                NODE_AFFINITY,
                POD_AFFINITY,
                POLICY_NAME);
    }

    private static Feature policy(
            String id,
            String title,
            String path,
            Function<PlacementPolicy, ?> part,
            UnaryOperator<PlacementPolicy> without) {
        return Feature.part(
                id,
                title,
                "placement." + path,
                wish -> part.apply(wish.placement().orElse(NOTHING)),
                wish -> wish.withPlacement(wish.placement().map(without).filter(policy -> !policy.equals(NOTHING))));
    }

    private static PlacementPolicy rules(PlacementPolicy policy, UnaryOperator<ClusterRule> change) {
        return policy.withRules(policy.rules().stream().map(change).toList());
    }

    private static PlacementPolicy spreads(PlacementPolicy policy, Predicate<Spread> kept) {
        return policy.withSpreads(policy.spreads().stream().filter(kept).toList());
    }

    private static boolean isUsual(Spread spread) {
        return spread.topologyKey().equals(Spread.ZONE) || spread.topologyKey().equals(Spread.HOSTNAME);
    }
}
