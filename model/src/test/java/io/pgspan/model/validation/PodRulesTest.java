package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.hippo;
import static io.pgspan.model.validation.Mistake.wish;

import io.pgspan.model.Arbiter;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Toleration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class PodRulesTest extends RuleContract {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                wish(
                        "spread.min-domains",
                        "placement.spreads[0].minDomains",
                        0,
                        w -> w.placement(PlacementPolicy.builder()
                                .spread(Spread.acrossZones().minDomains(0))
                                .build())),
                wish(
                        "spread.min-domains",
                        "placement.spreads[0].minDomains",
                        2,
                        w -> w.placement(PlacementPolicy.builder()
                                .spread(Spread.acrossZones().minDomains(2).scheduleAnyway())
                                .build())),
                wish(
                        "pods.match-label-keys",
                        "placement.spreads[0].matchLabelKeys[0]",
                        "app",
                        w -> w.placement(PlacementPolicy.builder()
                                .spread(new Spread(
                                        Spread.ZONE,
                                        1,
                                        Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE,
                                        APP,
                                        null,
                                        null,
                                        null,
                                        List.of("app")))
                                .build())),
                wish(
                        "pods.match-label-keys",
                        "placement.affinity.near.required[0]",
                        Spread.ZONE,
                        w -> w.placement(PlacementPolicy.builder()
                                .affinity(new Affinity(
                                        NodeAffinity.none(),
                                        new PodAffinity(
                                                List.of(new PodTerm(
                                                        Spread.ZONE, null, List.of(), null, List.of("x"), List.of())),
                                                List.of()),
                                        PodAffinity.none()))
                                .build())),
                wish(
                        "pods.match-label-keys",
                        "placement.affinity.near.required[0].mismatchLabelKeys[0]",
                        "x",
                        w -> w.placement(PlacementPolicy.builder()
                                .affinity(new Affinity(
                                        NodeAffinity.none(),
                                        new PodAffinity(
                                                List.of(new PodTerm(
                                                        Spread.ZONE, APP, List.of(), null, List.of("x"), List.of("x"))),
                                                List.of()),
                                        PodAffinity.none()))
                                .build())),
                wish(
                        "affinity.weight",
                        "placement.affinity.nodes.preferred[0].weight",
                        0,
                        w -> w.placement(PlacementPolicy.builder()
                                .affinity(new Affinity(
                                        new NodeAffinity(
                                                List.of(),
                                                List.of(new Preferred<>(0, NodeTerm.of(Requirement.exists("x"))))),
                                        PodAffinity.none(),
                                        PodAffinity.none()))
                                .build())),
                wish(
                        "affinity.weight",
                        "placement.affinity.apart.preferred[0].weight",
                        101,
                        w -> w.placement(PlacementPolicy.builder()
                                .affinity(new Affinity(
                                        NodeAffinity.none(),
                                        PodAffinity.none(),
                                        new PodAffinity(
                                                List.of(),
                                                List.of(new Preferred<>(101, PodTerm.of(Spread.ZONE, APP))))))
                                .build())),
                wish(
                        "requirement.values",
                        "placement.affinity.nodes.required[0].labels[0]",
                        "x IN []",
                        w -> w.placement(PlacementPolicy.builder()
                                .affinity(Affinity.toNodes(NodeAffinity.require(NodeTerm.of(Requirement.in("x")))))
                                .build())),
                wish(
                        "requirement.values",
                        "placement.affinity.nodes.required[0].labels[0]",
                        "x EXISTS [y]",
                        w -> w.placement(PlacementPolicy.builder()
                                .affinity(Affinity.toNodes(NodeAffinity.require(
                                        NodeTerm.of(new Requirement("x", Requirement.Operator.EXISTS, List.of("y"))))))
                                .build())),
                wish(
                        "requirement.values",
                        "placement.affinity.nodes.required[0].labels[0]",
                        "x GT [y]",
                        w -> w.placement(PlacementPolicy.builder()
                                .affinity(Affinity.toNodes(NodeAffinity.require(
                                        NodeTerm.of(new Requirement("x", Requirement.Operator.GT, List.of("y"))))))
                                .build())),
                wish(
                        "requirement.values",
                        "placement.affinity.nodes.required[0].labels[0]",
                        "x LT [1, 2]",
                        w -> w.placement(PlacementPolicy.builder()
                                .affinity(Affinity.toNodes(NodeAffinity.require(
                                        NodeTerm.of(new Requirement("x", Requirement.Operator.LT, List.of("1", "2"))))))
                                .build())),
                wish(
                        "requirement.values",
                        "placement.affinity.near.required[0].selector[0]",
                        "x GT [1]",
                        w -> w.placement(PlacementPolicy.builder()
                                .affinity(new Affinity(
                                        NodeAffinity.none(),
                                        new PodAffinity(
                                                List.of(PodTerm.of(
                                                        Spread.ZONE,
                                                        new LabelSelector(
                                                                Map.of(),
                                                                List.of(new Requirement(
                                                                        "x", Requirement.Operator.GT, List.of("1")))))),
                                                List.of()),
                                        PodAffinity.none()))
                                .build())),
                wish(
                        "pods.topology-key",
                        "placement.spreads[0].topologyKey",
                        "",
                        w -> w.placement(PlacementPolicy.builder()
                                .spread(Spread.across(""))
                                .build())),
                wish(
                        "labels.form",
                        "placement.affinity.nodes.required[0].labels[0]",
                        "-x",
                        w -> w.placement(PlacementPolicy.builder()
                                .affinity(Affinity.toNodes(NodeAffinity.require(NodeTerm.of(Requirement.exists("-x")))))
                                .build())),
                wish(
                        "labels.form",
                        "placement.spreads[0].selector.labels[app]",
                        "v".repeat(64),
                        w -> w.placement(PlacementPolicy.builder()
                                .spread(Spread.acrossZones().counting(LabelSelector.of(Map.of("app", "v".repeat(64)))))
                                .build())),
                wish(
                        "toleration.form",
                        "placement.tolerations[0].value",
                        "v",
                        w -> w.placement(PlacementPolicy.builder()
                                .addToleration(new Toleration("k", Toleration.Operator.EXISTS, "v", null, null))
                                .build())),
                wish(
                        "toleration.form",
                        "placement.tolerations[0].key",
                        "",
                        w -> w.placement(PlacementPolicy.builder()
                                .addToleration(Toleration.equal("", "v"))
                                .build())),
                wish(
                        "toleration.form",
                        "placement.tolerations[0].stay",
                        "PT1M",
                        w -> w.placement(PlacementPolicy.builder()
                                .addToleration(Toleration.exists("k")
                                        .on(Toleration.Effect.NO_SCHEDULE)
                                        .stay(Duration.ofMinutes(1)))
                                .build())),
                wish(
                        "toleration.form",
                        "placement.tolerations[0].stay",
                        "PT1.5S",
                        w -> w.placement(PlacementPolicy.builder()
                                .addToleration(Toleration.exists("k")
                                        .on(Toleration.Effect.NO_EXECUTE)
                                        .stay(Duration.ofMillis(1500)))
                                .build())),
                wish(
                        "toleration.form",
                        "furtherInstances[0].placement.tolerations[0].key",
                        "",
                        w -> w.addFurtherInstance(InstanceSet.builder()
                                .name("large")
                                .placement(PlacementPolicy.builder()
                                        .addToleration(Toleration.equal("", "v"))
                                        .build())
                                .build())),
                wish(
                        "toleration.form",
                        "arbiter.tolerations[0].key",
                        "",
                        w -> w.arbiter(new Arbiter(
                                Storage.of("1Gi"),
                                Resources.of("1", "1Gi"),
                                Map.of(),
                                List.of(Toleration.equal("", "v"))))));
    }

    static Stream<PostgresCluster> right() {
        return Stream.of(hippo().placement(PlacementPolicy.builder()
                        .spread(Spread.acrossZones().minDomains(2))
                        .spread(new Spread(
                                Spread.HOSTNAME,
                                1,
                                Spread.WhenUnsatisfiable.SCHEDULE_ANYWAY,
                                APP,
                                null,
                                null,
                                null,
                                List.of("pod-template-hash")))
                        .affinity(new Affinity(
                                new NodeAffinity(
                                        List.of(NodeTerm.of(
                                                Requirement.in("x", "y"),
                                                new Requirement("n", Requirement.Operator.GT, List.of("-1")))),
                                        List.of(new Preferred<>(100, NodeTerm.of(Requirement.exists("z"))))),
                                PodAffinity.none(),
                                new PodAffinity(List.of(), List.of(new Preferred<>(1, PodTerm.of(Spread.ZONE, APP))))))
                        .addToleration(Toleration.exists(""))
                        .addToleration(Toleration.exists("k")
                                .on(Toleration.Effect.NO_EXECUTE)
                                .stay(Duration.ofMinutes(1)))
                        .addToleration(Toleration.equal("k", ""))
                        .build())
                .build());
    }

    private static final LabelSelector APP = LabelSelector.of(Map.of("app", "x"));
}
