package io.pgspan.multicluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.nativeengine.NativeEngine;
import io.pgspan.placement.PlacementPlan;
import io.pgspan.placement.Placer;
import io.pgspan.placement.PodPlacement;
import io.pgspan.placement.scheduler.ClusterScheduler;
import io.pgspan.placement.survive.FailureDomain;
import io.pgspan.placement.survive.Level;
import io.pgspan.placement.survive.Question;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One wish, placed as each operator would write it. */
class OperatorsPlacementTest {

    private static Node node(String name, String zone) {
        return new Node(
                name,
                Map.of(Spread.HOSTNAME, name, Spread.ZONE, zone),
                Quantity.of("8"),
                Quantity.of("32Gi"),
                List.of(),
                true);
    }

    private static Fleet fleet(int nodes) {
        return new Fleet(
                "k",
                List.of(new KubernetesCluster(
                        "k",
                        IntStream.rangeClosed(1, nodes)
                                .mapToObj(i -> node("n" + i, "z" + i))
                                .toList(),
                        List.of("standard"),
                        "standard")),
                List.of());
    }

    private static PostgresCluster five() {
        return PostgresCluster.builder()
                .namespace("demo")
                .name("pg")
                .version("17.2")
                .replicas(5)
                .storage(Storage.of("1Gi"))
                .resources(Resources.of("500m", "1Gi"))
                .placement(
                        PlacementPolicy.builder().spread(Spread.acrossNodes()).build())
                .build();
    }

    private static PlacementPlan byKubeDb(PostgresCluster wish, Fleet fleet) {
        PlacementLimits limits = KubeDb.dialect().limits();
        Assignment assignment = Placer.assign(wish, fleet, limits);
        return Placer.predict(wish, assignment, KubeDb.dialect().pods(wish, assignment), fleet, limits);
    }

    private static PlacementPlan byOurselves(PostgresCluster wish, Fleet fleet) {
        PlacementLimits limits = NativeEngine.limits(fleet, Hippo.engine());
        Assignment assignment = Placer.assign(wish, fleet, limits);
        return Placer.predict(wish, assignment, NativeEngine.pods(wish, assignment), fleet, limits);
    }

    @Test
    void aHardSpreadOverThreeNodesIsTwoTwoAndOne() {
        List<String> nodes = byOurselves(five(), fleet(3)).pods().stream()
                .map(pod -> pod.node().orElse("pending"))
                .toList();

        assertThat(List.of("n1", "n2", "n3"))
                .extracting(node -> Collections.frequency(nodes, node))
                .containsExactlyInAnyOrder(2, 2, 1);
    }

    @Test
    void kubeDbsHardSpreadKeepsItsPodsApart() {
        PlacementPlan plan = byKubeDb(five(), fleet(3));

        assertThat(plan.unplaced()).extracting(PodPlacement::pod).containsExactly("pg-3", "pg-4");
        assertThat(plan.unplaced().get(0).reasons())
                .anyMatch(reason ->
                        reason.contains("0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules"));
    }

    @Test
    void onOneNodeOneIsScheduledAndTheRestPendWithTheSchedulersSentence() {
        PlacementPlan plan = byKubeDb(five(), fleet(1));

        assertThat(plan.unplaced()).extracting(PodPlacement::pod).containsExactly("pg-1", "pg-2", "pg-3", "pg-4");
        assertThat(plan.unplaced())
                .allSatisfy(pod -> assertThat(pod.reasons())
                        .anyMatch(reason ->
                                reason.startsWith("0/1 nodes are available: 1 node(s) didn't match pod anti-affinity"
                                        + " rules. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming"
                                        + " pod.")));
    }

    /** Crunchy PGO appends two soft constraints, over host names and over zones, that count instances and the repository host. */
    @Test
    void hipposDefaultConstraintsPreferOtherNodesAndZonesAndDemandNothing() {
        Map<String, String> labels = Map.of(
                "postgres-operator.crunchydata.com/cluster",
                "hippo",
                "postgres-operator.crunchydata.com/data",
                "postgres");
        LabelSelector counted = new LabelSelector(
                Map.of("postgres-operator.crunchydata.com/cluster", "hippo"),
                List.of(Requirement.in("postgres-operator.crunchydata.com/data", "postgres", "pgbackrest")));
        ClusterScheduler scheduler = ClusterScheduler.of(new KubernetesCluster(
                "k", List.of(node("n1", "east"), node("n2", "east"), node("n3", "west")), List.of(), null));

        List<String> nodes = IntStream.range(0, 4)
                .mapToObj(i -> PodTemplate.of("hippo-instance1-" + i, labels, "500m", "1Gi")
                        .spread(Spread.acrossNodes().scheduleAnyway().counting(counted))
                        .spread(Spread.acrossZones().scheduleAnyway().counting(counted))
                        .build())
                .map(pod -> scheduler.place(pod).node().orElse("pending"))
                .toList();

        assertThat(nodes.subList(0, 3)).containsExactlyInAnyOrder("n1", "n2", "n3");
        assertThat(List.of(nodes.get(0), nodes.get(1)))
                .as("the second goes to the other zone")
                .contains("n3");
        assertThat(nodes.get(3))
                .as("a fourth is a matter of taste, not pending")
                .isEqualTo("n3");
    }

    @Test
    void theDistributedExampleDiesWithTheMembersThatVoteOrWithTheHubsStore() {
        FailureDomain controller = FailureDomain.cluster(Hippo.HUB);
        PlacementPlan voting = byKubeDb(Hippo.wish(), Hippo.fleet());
        PlacementPlan recorded = byOurselves(Hippo.wish(), Hippo.fleet());

        for (PlacementPlan plan : List.of(voting, recorded)) {
            assertThat(plan.pods())
                    .extracting(PodPlacement::pod, PodPlacement::cluster)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("postgres-0", Hippo.HUB),
                            org.assertj.core.groups.Tuple.tuple("postgres-1", Hippo.WORKER),
                            org.assertj.core.groups.Tuple.tuple("postgres-2", Hippo.HUB));
            assertThat(plan.survival().level(Level.CLUSTER).orElseThrow().fatalAlone(Question.LEADER))
                    .containsExactly(controller);
        }
        assertThat(voting.survival().text()).contains("Members vote, and demo-controller holds 2 of 3 votes");
        assertThat(recorded.survival().text())
                .contains("The record of the primary is on the API server of demo-controller alone");
    }
}
