package io.pgspan.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.placement.survive.Loss;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class PlacementPropertyTest {

    @Provide
    Arbitrary<World> worlds() {
        return Arbitraries.randomValue(World::random);
    }

    @Property(tries = 500)
    void assignCoversEachOrdinalOnceAndKeepsTheRules(@ForAll("worlds") World world) {
        List<Placed> replicas = world.assignment().replicas();

        assertThat(replicas)
                .extracting(Placed::ordinal)
                .containsExactlyElementsOf(
                        IntStream.range(0, world.wish().replicas()).boxed().toList());
        List<ClusterRule> rules =
                world.wish().placement().map(PlacementPolicy::rules).orElse(List.of());
        for (Placed placed : replicas) {
            for (ClusterRule rule : rules) {
                if (rule.ordinals().contains(placed.ordinal())) {
                    assertThat(placed.clusterName()).isEqualTo(rule.clusterName());
                }
            }
        }
    }

    @Property(tries = 500)
    void withoutRulesClustersDifferByOneReplicaAtMost(@ForAll("worlds") World world) {
        if (world.wish().placement().isEmpty()) {
            List<Long> counts = world.fleet().names().stream()
                    .map(name -> world.assignment().replicas().stream()
                            .filter(r -> r.clusterName().equals(name))
                            .count())
                    .toList();
            assertThat(Collections.max(counts) - Collections.min(counts)).isLessThanOrEqualTo(1);
        }
    }

    @Property(tries = 500)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void aPodIsPlacedOnlyWhereEveryHardConstraintHoldsAndPendingOnlyWhereNoneDoes(@ForAll("worlds") World world) {
        Map<String, PodTemplate> templates = new HashMap<>();
        world.pods().forEach(pod -> templates.put(pod.name(), pod));
        Map<String, List<FitOracle.Running>> running = new HashMap<>();
        for (PodPlacement placement : world.plan().pods()) {
            PodTemplate pod = Objects.requireNonNull(templates.get(placement.pod()));
            List<Node> nodes =
                    world.fleet().cluster(pod.clusterName()).orElseThrow().nodes();
            List<FitOracle.Running> before = running.computeIfAbsent(pod.clusterName(), name -> new ArrayList<>());
            FitOracle oracle = new FitOracle(nodes, before);
            List<String> fitting = nodes.stream()
                    .filter(node -> oracle.fits(pod, node))
                    .map(Node::name)
                    .toList();
            Statistics.label("pending").collect(!placement.isPlaced());
            if (placement.isPlaced()) {
                String chosen = placement.node().orElseThrow();
                assertThat(fitting).as("%s", placement).contains(chosen);
                nodes.stream()
                        .filter(n -> n.name().equals(chosen))
                        .forEach(n -> before.add(new FitOracle.Running(pod, n)));
            } else {
                assertThat(fitting).as("%s", placement).isEmpty();
            }
            assertThat(placement.reasons().stream().filter(r -> r.contains(" is out: ")))
                    .as("each node that can't take it is told")
                    .hasSize(nodes.size() - fitting.size());
        }
        for (boolean pending : new boolean[] {true, false}) {
            Statistics.label("pending").coverage(c -> c.check(pending).percentage(p -> p > 5));
        }
    }

    @Property(tries = 500)
    void theOrderOfNodesAndClustersChangesNothing(@ForAll("worlds") World world, @ForAll Random random) {
        List<KubernetesCluster> clusters = new ArrayList<>();
        for (KubernetesCluster cluster : world.fleet().clusters()) {
            List<Node> nodes = new ArrayList<>(cluster.nodes());
            Collections.shuffle(nodes, random);
            clusters.add(cluster.nodes(nodes));
        }
        Collections.shuffle(clusters, random);
        Fleet shuffled = new Fleet(world.fleet().hub(), clusters, List.of());
        List<PodTemplate> pods = new ArrayList<>(world.pods());
        Collections.shuffle(pods, random);

        assertThat(Placer.predict(world.wish(), world.assignment(), pods, shuffled, world.limits()))
                .isEqualTo(world.plan());
    }

    @Property(tries = 500)
    void whatOtherClustersLookLikeChangesNothing(@ForAll("worlds") World world) {
        for (String kept : world.fleet().names()) {
            List<KubernetesCluster> emptied = world.fleet().clusters().stream()
                    .map(c -> c.name().equals(kept) ? c : c.nodes(List.of()))
                    .toList();
            PlacementPlan alone =
                    world.on(new Fleet(world.fleet().hub(), emptied, List.of())).plan();

            assertThat(alone.pods().stream().filter(p -> p.cluster().equals(kept)))
                    .containsExactlyElementsOf(world.plan().pods().stream()
                            .filter(p -> p.cluster().equals(kept))
                            .toList());
        }
    }

    @Property(tries = 500)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void survivabilityAgreesWithTheObviousOracle(@ForAll("worlds") World world) {
        PlacementPlan plan = world.plan();
        SurvivalOracle oracle = new SurvivalOracle(world, plan.pods());

        assertThat(plan.survivability())
                .extracting(s -> s.level() + " " + s.domain())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(oracle.domains());
        for (Loss survival : plan.survivability()) {
            Statistics.label("data, writes").collect(survival.dataSurvives(), survival.writable());
            assertThat(survival.survivors()).as("%s", survival).isEqualTo(oracle.survivors(survival));
            assertThat(survival.dataSurvives()).as("%s", survival).isEqualTo(oracle.dataSurvives(survival));
            assertThat(survival.writable()).as("%s", survival).isEqualTo(oracle.writable(survival));
        }
        for (boolean data : new boolean[] {true, false}) {
            for (boolean writes : new boolean[] {true, false}) {
                Statistics.label("data, writes")
                        .coverage(c -> c.check(data, writes).percentage(p -> p > 2));
            }
        }
    }

    @Property(tries = 100)
    void theExplanationNamesEveryPodAndDomain(@ForAll("worlds") World world) {
        PlacementPlan plan = world.plan();
        String text = plan.explain();

        plan.pods().forEach(p -> assertThat(text).contains(p.pod()).contains(p.reasons()));
        plan.survivability().forEach(s -> assertThat(text).contains(s.domain()).contains(s.why()));
    }
}
