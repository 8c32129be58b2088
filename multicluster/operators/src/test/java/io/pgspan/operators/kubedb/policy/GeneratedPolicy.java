package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random policies, each with all fields its generation has and none beyond. */
final class GeneratedPolicy {
    private final Random random;
    private final PolicyGeneration generation;

    private GeneratedPolicy(Random random, PolicyGeneration generation) {
        this.random = random;
        this.generation = generation;
    }

    /** A policy that is read back as this generation. */
    static PolicyObject of(long seed, PolicyGeneration generation) {
        return new GeneratedPolicy(new Random(seed), generation).policy();
    }

    private PolicyObject policy() {
        return new PolicyObject(
                pick(List.of("distributed-postgres", "p", "default")),
                random.nextBoolean() ? Map.of() : Map.of("app.kubernetes.io/managed-by", "Helm", "a", ""),
                random.nextBoolean() ? Map.of() : Map.of("note", "yes"),
                generation,
                clusters(),
                random.nextBoolean() ? null : spread(),
                random.nextBoolean() ? null : spread(),
                IntStream.range(0, random.nextInt(3)).mapToObj(i -> affinity()).toList());
    }

    private ClusterSpread clusters() {
        List<DistributionRule> rules = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            rules.add(rule(i));
        }
        boolean current = generation.isAtLeast(PolicyGeneration.G2);
        boolean sliced = current || generation == PolicyGeneration.G0 || random.nextBoolean();
        SliceRef slice = new SliceRef(current ? "kubeslice-demo" : null, "demo-slice");
        return new ClusterSpread(rules, sliced ? slice : null, failover());
    }

    private DistributionRule rule(int i) {
        List<Integer> indices = random.ints(random.nextInt(4), 0, 9).boxed().toList();
        boolean current = generation.isAtLeast(PolicyGeneration.G2);
        boolean roles = generation.isAtLeast(PolicyGeneration.G3) && random.nextBoolean();
        return new DistributionRule(
                "cluster-" + i,
                indices,
                current && random.nextBoolean() ? "fast" : null,
                current && random.nextBoolean() ? prometheus() : null,
                roles ? pick(List.of(DataCenterRole.values())) : null);
    }

    private @Nullable FailoverPolicy failover() {
        FailoverPolicy.Mode mode = random.nextBoolean() ? null : pick(List.of(FailoverPolicy.Mode.values()));
        if (generation == PolicyGeneration.G4) {
            return new FailoverPolicy(mode, new FailoverTrigger.Group("group"));
        }
        return generation == PolicyGeneration.G3
                ? new FailoverPolicy(
                        mode,
                        new FailoverTrigger.Lease(
                                pick(List.of(FailoverTrigger.Lease.Scope.values())),
                                random.nextBoolean() ? null : "orders"))
                : null;
    }

    private PrometheusSource prometheus() {
        return new PrometheusSource(
                maybe("https://prometheus.example"),
                maybe("Q0E="),
                random.nextBoolean(),
                maybe("prometheus"),
                random.nextBoolean() ? null : new ObjectRef("auth", maybe("monitoring")),
                random.nextBoolean() ? null : new ObjectRef("tls", null),
                random.nextBoolean() ? null : new ObjectRef("binding", "monitoring"));
    }

    private TopologySpread spread() {
        return new TopologySpread(random.nextInt(5), pick(List.of(WhenUnsatisfiable.values())));
    }

    private NodeAffinityRule affinity() {
        List<NodeAffinityRule.Domain> domains = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new NodeAffinityRule.Domain(
                        List.of("a" + i, "b"),
                        DomainReplicas.of(pick(List.of("", "0", "3", "obj.spec.replicas/2 + 1", "03", " ")))))
                .toList();
        return new NodeAffinityRule("disk", domains, pick(List.of(WhenUnsatisfiable.values())), random.nextInt(120));
    }

    private @Nullable String maybe(String text) {
        return random.nextBoolean() ? null : text;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
