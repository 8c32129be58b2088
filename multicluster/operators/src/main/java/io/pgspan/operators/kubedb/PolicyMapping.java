package io.pgspan.operators.kubedb;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.MetricsSource;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.kubedb.policy.ClusterSpread;
import io.pgspan.operators.kubedb.policy.DataCenterRole;
import io.pgspan.operators.kubedb.policy.DistributionRule;
import io.pgspan.operators.kubedb.policy.FailoverPolicy;
import io.pgspan.operators.kubedb.policy.ObjectRef;
import io.pgspan.operators.kubedb.policy.PolicyGeneration;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import io.pgspan.operators.kubedb.policy.PrometheusSource;
import io.pgspan.operators.kubedb.policy.TopologySpread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Between KubeDB's {@code PlacementPolicy} and the model's placement. What only KubeDB has (roles of data centres, their failover, counts of
 * pods per node domain) stays in the object, which is part of the options; the model's parts replace the object's when it is written.
 */
final class PolicyMapping {
    private PolicyMapping() {}

    /** Whether a placement needs an object; selectors and tolerations stand in the pod template. */
    static boolean hasPolicy(PlacementPolicy placement) {
        return placement.name().isPresent()
                || !placement.rules().isEmpty()
                || !placement.spreads().isEmpty()
                || placement.slice().isPresent();
    }

    /** The name its policy has: that of the wish when the policy has none of its own. */
    static String name(PostgresCluster wish) {
        return wish.placement().flatMap(PlacementPolicy::name).orElse(wish.name());
    }

    static PlacementPolicy placement(PolicyObject policy) {
        PlacementPolicy.Builder placement = PlacementPolicy.builder();
        if (!policy.name().isEmpty()) {
            placement.name(policy.name());
        }
        for (DistributionRule rule : policy.rules()) {
            placement.addRule(new ClusterRule(
                    rule.clusterName(),
                    rule.indices(),
                    rule.storageClassName(),
                    rule.prometheus() == null ? null : metrics(rule.prometheus())));
        }
        policy.clusterSpread().flatMap(ClusterSpread::network).ifPresent(placement::slice);
        spread(placement, Spread.ZONE, policy.zones());
        spread(placement, Spread.HOSTNAME, policy.nodes());
        return placement.build();
    }

    /** What only KubeDB has of a policy: what the model says is left out. */
    static PolicyObject extras(PolicyObject policy) {
        List<DistributionRule> roles = new ArrayList<>();
        for (DistributionRule rule : policy.rules()) {
            if (rule.role() != null) {
                roles.add(new DistributionRule(rule.clusterName(), List.of(), null, null, rule.role()));
            }
        }
        @Nullable
        FailoverPolicy failover =
                policy.clusterSpread().flatMap(ClusterSpread::failover).orElse(null);
        @Nullable
        ClusterSpread clusters = roles.isEmpty() && failover == null ? null : new ClusterSpread(roles, null, failover);
        return new PolicyObject(
                "",
                policy.labels(),
                policy.annotations(),
                policy.generation(),
                clusters,
                null,
                null,
                policy.nodeAffinity());
    }

    private static void spread(PlacementPolicy.Builder placement, String key, @Nullable TopologySpread spread) {
        if (spread != null) {
            placement.addSpread(new Spread(key, spread.maxSkew(), spread.whenUnsatisfiable()));
        }
    }

    /** Where each part was said, so that what the model's rules find is told at its place in the text. */
    static void origins(Cursor root, PolicyGeneration generation) {
        Cursor spec = root.object("spec");
        root.origin("placement", "spec");
        if (spec.peek(generation.section()).isObject()) {
            Cursor section = spec.object(generation.section());
            section.origin("placement.rules", generation.rules());
            boolean object = generation.isAtLeast(PolicyGeneration.G2);
            section.origin("placement.slice", object ? "slice" : "sliceName");
            if (object && !section.peek("slice").path("sliceName").isTextual()) {
                section.doubt("placement.slice");
            }
            if (section.peek(generation.rules()).isArray()) {
                int at = 0;
                for (Cursor rule : section.objects(generation.rules())) {
                    rule(rule, "placement.rules[" + at + "]", generation);
                    at++;
                }
            }
        }
        int spreads = 0;
        for (String field : List.of("zoneSpreadConstraint", "nodeSpreadConstraint")) {
            if (spec.has(field)) {
                spec.origin("placement.spreads[" + spreads + "]", field);
                spec.object(field).origin("placement.spreads[" + spreads + "].maxSkew", "maxSkew");
                spreads++;
            }
        }
    }

    private static void rule(Cursor rule, String model, PolicyGeneration generation) {
        rule.origin(model);
        rule.origin(model + ".clusterName", "clusterName");
        rule.origin(model + ".storageClassName", "storageClassName");
        rule.origin(model + ".ordinals", generation.indices());
        if (!rule.peek("clusterName").isTextual()
                || rule.peek("clusterName").asText().isEmpty()) {
            rule.doubt(model + ".clusterName");
        }
        if (rule.isFaulty(generation.indices())) {
            rule.doubt("placement.rules");
        }
        int at = 0;
        for (var ordinal : rule.peek(generation.indices())) {
            rule.origin(model + ".ordinals", ordinal.asText(), generation.indices(), at);
            at++;
        }
    }

    /** The object for a placement, with what the options' object has beside it. */
    static PolicyObject object(PostgresCluster wish, PlacementPolicy placement, PolicyObject said) {
        Map<String, DataCenterRole> roles = new HashMap<>();
        for (DistributionRule rule : said.rules()) {
            if (rule.role() != null) {
                roles.put(rule.clusterName(), rule.role());
            }
        }
        List<DistributionRule> rules = new ArrayList<>();
        for (ClusterRule rule : placement.rules()) {
            rules.add(new DistributionRule(
                    rule.clusterName(),
                    rule.ordinals(),
                    rule.storageClassName(),
                    rule.metrics().map(PolicyMapping::prometheus).orElse(null),
                    roles.get(rule.clusterName())));
        }
        @Nullable
        FailoverPolicy failover =
                said.clusterSpread().flatMap(ClusterSpread::failover).orElse(null);
        @Nullable
        ClusterSpread clusters = rules.isEmpty()
                ? null
                : new ClusterSpread(rules, placement.slice().orElse(null), failover);
        return new PolicyObject(
                name(wish),
                said.labels(),
                said.annotations(),
                said.generation(),
                clusters,
                spread(placement, Spread.ZONE),
                spread(placement, Spread.HOSTNAME),
                said.nodeAffinity());
    }

    @Nullable
    private static TopologySpread spread(PlacementPolicy placement, String key) {
        for (Spread spread : placement.spreads()) {
            if (spread.topologyKey().equals(key)) {
                return new TopologySpread(spread.maxSkew(), spread.whenUnsatisfiable());
            }
        }
        return null;
    }

    private static MetricsSource metrics(PrometheusSource source) {
        return MetricsSource.builder()
                .url(Optional.ofNullable(source.url()))
                .caBundle(Optional.ofNullable(source.caBundle()))
                .serverName(Optional.ofNullable(source.serverName()))
                .insecure(source.insecureSkipTlsVerify())
                .authSecret(reference(source.authSecret()))
                .tlsSecret(reference(source.tlsSecret()))
                .binding(reference(source.appBinding()))
                .build();
    }

    private static Optional<MetricsSource.Reference> reference(@Nullable ObjectRef ref) {
        return ref == null
                ? Optional.empty()
                : Optional.of(new MetricsSource.Reference(ref.namespace() == null ? "" : ref.namespace(), ref.name()));
    }

    private static PrometheusSource prometheus(MetricsSource source) {
        return new PrometheusSource(
                source.url().orElse(null),
                source.caBundle().orElse(null),
                source.isInsecure(),
                source.serverName().orElse(null),
                source.authSecret().map(PolicyMapping::ref).orElse(null),
                source.tlsSecret().map(PolicyMapping::ref).orElse(null),
                source.binding().map(PolicyMapping::ref).orElse(null));
    }

    private static ObjectRef ref(MetricsSource.Reference reference) {
        return new ObjectRef(reference.name(), reference.namespace().isEmpty() ? null : reference.namespace());
    }
}
