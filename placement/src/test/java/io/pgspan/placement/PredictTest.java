package io.pgspan.placement;

import static io.pgspan.placement.Samples.CONTROLLER;
import static io.pgspan.placement.Samples.HUB_RECORD;
import static io.pgspan.placement.Samples.WORKER;
import static io.pgspan.placement.Samples.cordoned;
import static io.pgspan.placement.Samples.fleet;
import static io.pgspan.placement.Samples.node;
import static io.pgspan.placement.Samples.plan;
import static io.pgspan.placement.Samples.pod;
import static io.pgspan.placement.Samples.pods;
import static io.pgspan.placement.Samples.postgres;
import static io.pgspan.placement.Samples.tainted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PredictTest {
    private static final Node A = node("a", "zone-1", "4", "8Gi");
    private static final Node B = node("b", "zone-1", "4", "8Gi");
    private static final Node C = node("c", "zone-2", "4", "8Gi");

    @Test
    void theDocumentsReplicasOnOneClusterLandOnDifferentNodesAndZones() {
        PlacementPlan plan = plan(postgres().build(), fleet(), HUB_RECORD);

        PodPlacement zero = plan.pod("postgres-0").orElseThrow();
        PodPlacement two = plan.pod("postgres-2").orElseThrow();
        assertThat(plan.pods()).extracting(PodPlacement::cluster).containsExactly(CONTROLLER, WORKER, CONTROLLER);
        assertThat(zero.node()).isNotEqualTo(two.node());
        assertThat(zero.zone()).isNotEqualTo(two.zone());
        assertThat(plan.unplaced()).isEmpty();
        assertThat(two.reasons())
                .anyMatch(r -> r.contains("as good: demo-controller-3: the scheduler draws lots among equals"));
    }

    @Test
    void scoresAreTheSchedulersOwn() {
        List<Spread> soft = List.of(
                Spread.acrossNodes().scheduleAnyway(), Spread.acrossZones().scheduleAnyway());

        List<PodPlacement> placed = place(List.of(A, B, C), List.of(asking(soft), asking(soft)));

        assertThat(placed.get(0).node()).contains("a");
        assertThat(placed.get(1).reasons())
                .contains("node c is chosen with 675 points (TaintToleration 3×100, NodeResourcesFit 75,"
                        + " PodTopologySpread 2×100, NodeResourcesBalancedAllocation 100, ImageLocality 0); the"
                        + " runner-up b has 607 points (TaintToleration 3×100, NodeResourcesFit 75,"
                        + " PodTopologySpread 2×66, NodeResourcesBalancedAllocation 100, ImageLocality 0) and loses by"
                        + " PodTopologySpread");
    }

    @Test
    void withoutPreferencesTheLeastAllocatedNodeWins() {
        List<PodPlacement> placed =
                place(List.of(A, node("b", "zone-1", "8", "16Gi")), List.of(asking(List.of()), asking(List.of())));

        assertThat(placed).extracting(p -> p.node().orElseThrow()).containsExactly("b", "a");
        assertThat(placed.get(0).reasons()).anyMatch(r -> r.endsWith("and loses by NodeResourcesFit"));
    }

    @Test
    void aPreferNoScheduleTaintOnlyCostsPoints() {
        Node shunned = tainted(A, "PreferNoSchedule");

        assertThat(place(List.of(shunned, C), List.of(asking(List.of()))).get(0).node())
                .contains("c");
        assertThat(place(List.of(shunned), List.of(asking(List.of()))).get(0).node())
                .contains("a");
    }

    @Test
    void aPodFitsNowhereForAllTheReasonsOfEachNode() {
        PodTemplate picky = pod(
                "postgres-0",
                CONTROLLER,
                "5",
                "9Gi",
                List.of(new Spread("rack", 1, Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE)),
                List.of(),
                Map.of("disk", "ssd"));

        PodPlacement pending = place(
                        List.of(cordoned(tainted(A, "NoSchedule")), tainted(C, "NoExecute")), List.of(picky))
                .get(0);

        assertThat(pending.isPlaced()).isFalse();
        assertThat(pending.zone()).isEmpty();
        String common = "it lacks the label disk=ssd of the node selector; insufficient cpu: 5000m asked, 4000m free of"
                + " 4000m; insufficient memory: 9663676416 bytes asked, 8589934592 bytes free of 8589934592 bytes; it"
                + " lacks the label rack of a topology spread constraint";
        assertThat(pending.reasons())
                .endsWith(
                        "it fits none of the 2 nodes of cluster demo-controller and stays pending",
                        "0/2 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable."
                                + " preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
                        "node a is out: it is cordoned; untolerated taint dedicated=other:NoSchedule; " + common,
                        "node c is out: untolerated taint dedicated=other:NoExecute; " + common);
    }

    @Test
    void whatIsPlacedBeforeLeavesLessRoom() {
        List<PodPlacement> placed = place(
                List.of(A),
                List.of(
                        pod("postgres-0", CONTROLLER, "3", "1Gi", List.of(), List.of(), Map.of()),
                        pod("postgres-1", CONTROLLER, "1001m", "1Gi", List.of(), List.of(), Map.of()),
                        pod("postgres-2", CONTROLLER, "1", "7Gi", List.of(), List.of(), Map.of())));

        assertThat(placed).extracting(PodPlacement::isPlaced).containsExactly(true, false, true);
        assertThat(placed.get(1).reasons())
                .contains("node a is out: insufficient cpu: 1001m asked, 1000m free of 4000m");
    }

    @Test
    void aPodsRequestsAreRoundedUpAsAWhole() {
        PodTemplate tiny = pod("postgres", CONTROLLER, "0.4m", "0.4", List.of(), List.of(), Map.of());

        assertThat(place(List.of(node("a", "zone-1", "1m", "1Gi")), List.of(tiny, tiny)))
                .extracting(PodPlacement::isPlaced)
                .containsExactly(true, false);
        assertThat(place(List.of(node("a", "zone-1", "1", "1")), List.of(tiny, tiny)))
                .extracting(PodPlacement::isPlaced)
                .containsExactly(true, false);
    }

    @Test
    void aSpreadOfPodsWithoutLabelsCountsNothing() {
        PodTemplate bare = PodTemplate.of("postgres", Map.of(), "1", "1Gi")
                .clusterName(CONTROLLER)
                .spread(Spread.acrossZones())
                .build();

        assertThat(place(List.of(A, cordoned(C)), List.of(bare, bare, bare))).allMatch(PodPlacement::isPlaced);
    }

    @Test
    void aDemandedSpreadKeepsTheSkewAndCountsDomainsNobodyCanUse() {
        List<Spread> zones = List.of(Spread.acrossZones());
        List<PodTemplate> three = List.of(asking(zones), asking(zones), asking(zones));

        assertThat(place(List.of(A, B, C), three))
                .extracting(p -> p.node().orElseThrow())
                .containsExactly("a", "c", "b");
        List<PodPlacement> held = place(List.of(A, B, cordoned(C)), three);
        assertThat(held).extracting(PodPlacement::isPlaced).containsExactly(true, false, false);
        assertThat(held.get(1).reasons())
                .contains("node b is out: topology spread over topology.kubernetes.io/zone: domain zone-1 has 1 of"
                        + " these pods and the emptiest domain 0, one more is a skew of 2, at most 1 is allowed");
    }

    @Test
    void antiAffinityWorksBothWays() {
        PodTemplate shy = pod("postgres-0", CONTROLLER, "1", "1Gi", List.of(), List.of(Spread.ZONE), Map.of());
        PodTemplate open = pod("postgres-1", CONTROLLER, "1", "1Gi", List.of(), List.of(), Map.of());

        assertThat(place(List.of(A, B), List.of(shy, open)).get(1).reasons())
                .contains("node b is out: pod anti-affinity over topology.kubernetes.io/zone: domain zone-1 has"
                        + " postgres-0");
        assertThat(place(List.of(A, B), List.of(open, shy)).get(1).isPlaced()).isFalse();
        assertThat(place(List.of(A, C), List.of(shy, shy)).get(1).node()).contains("c");
    }

    @Test
    void aClusterWithoutNodesTakesNothing() {
        assertThat(place(List.of(), List.of(asking(List.of()))).get(0).reasons())
                .contains("it fits none of the 0 nodes of cluster demo-controller and stays pending");
    }

    @Test
    void podsThatAreNoMembersComeLastAndAreNotJudged() {
        PostgresCluster wish = postgres().build();
        Assignment assignment = Placer.assign(wish, fleet(), HUB_RECORD);
        List<PodTemplate> pods = new ArrayList<>(pods(wish, assignment));
        pods.add(0, pod("pooler", WORKER, "1", "1Gi", List.of(), List.of(), Map.of()));

        PlacementPlan plan = Placer.predict(wish, assignment, pods, fleet(), HUB_RECORD);

        assertThat(plan.pods())
                .extracting(PodPlacement::pod)
                .containsExactly("postgres-0", "postgres-1", "postgres-2", "pooler");
        assertThat(plan.survivability())
                .noneMatch(s -> s.lostPods().contains("pooler") || s.survivors().contains("pooler"));
    }

    @Test
    void templatesThatDontMatchTheAssignmentAreRefused() {
        PostgresCluster wish = postgres().build();
        Assignment assignment = Placer.assign(wish, fleet(), HUB_RECORD);
        List<PodTemplate> pods = pods(wish, assignment);

        assertRefused(wish, assignment, pods.subList(0, 2), "'postgres-2' of the assignment has no template");
        assertRefused(wish, assignment, with(pods, pods.get(0)), "'postgres-0' has two templates");
        assertRefused(
                wish,
                assignment,
                with(pods.subList(0, 2), pod("postgres-2", WORKER, "1", "1Gi", List.of(), List.of(), Map.of())),
                "is for cluster demo-worker, but the assignment says demo-controller");
        assertRefused(
                wish,
                assignment,
                with(pods, pod("pooler", "nowhere", "1", "1Gi", List.of(), List.of(), Map.of())),
                "is for cluster nowhere, which the fleet lacks");
    }

    @Test
    void theExplanationIsATableWithReasons() {
        String text = plan(postgres().build(), fleet(), HUB_RECORD).explain();

        assertThat(text.lines().toList())
                .contains(
                        "POD         CLUSTER          ZONE    NODE               STORAGE CLASS  DATA",
                        "postgres-0  demo-controller  zone-1  demo-controller-1  local-path     yes",
                        "    the policy's rule for cluster demo-controller names ordinal 0",
                        "What survives the loss of",
                        "CLUSTER  demo-controller                           postgres-0, postgres-2  postgres-1            "
                                + "              at risk  no",
                        "What may be lost",
                        "Kubernetes clusters  no      no       any 1  no");
    }

    private static PodTemplate asking(List<Spread> spreads) {
        return pod("postgres", CONTROLLER, "1", "2Gi", spreads, List.of(), Map.of());
    }

    /** Places pods, renamed by their order, on a single cluster. */
    private static List<PodPlacement> place(List<Node> nodes, List<PodTemplate> pods) {
        Fleet fleet =
                new Fleet(CONTROLLER, List.of(Samples.cluster(CONTROLLER, nodes.toArray(Node[]::new))), List.of());
        PostgresCluster wish = PostgresCluster.of("demo", "postgres", pods.size());
        List<PodTemplate> named = new ArrayList<>();
        for (PodTemplate p : pods) {
            named.add(p.toBuilder().name(wish.podName(named.size())).build());
        }
        return Placer.predict(wish, Placer.assign(wish, fleet, HUB_RECORD), named, fleet, HUB_RECORD)
                .pods();
    }

    private static List<PodTemplate> with(List<PodTemplate> pods, PodTemplate more) {
        List<PodTemplate> all = new ArrayList<>(pods);
        all.add(more);
        return all;
    }

    private static void assertRefused(
            PostgresCluster wish, Assignment assignment, List<PodTemplate> pods, String message) {
        assertThatThrownBy(() -> Placer.predict(wish, assignment, pods, fleet(), HUB_RECORD))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining(message);
    }

    @Test
    void allThatKubernetesWouldRefuseIsToldAtOnce() {
        Fleet fleet = new Fleet(
                CONTROLLER, List.of(Samples.cluster(CONTROLLER, A, A, node("b", "zone-1", "-4", "8Gi"))), List.of());
        PostgresCluster wish = PostgresCluster.builder()
                .namespace("demo")
                .name("postgres")
                .replicas(1)
                .build();
        Assignment assignment = new Assignment(
                List.of(new Assignment.Placed(0, "postgres-0", CONTROLLER, "local-path", List.of())), Optional.empty());
        PodTemplate pod = asking(List.of(Spread.acrossZones().maxSkew(0))).withLabels(Map.of("app", "v".repeat(64)));

        assertThatThrownBy(() -> Placer.predict(wish, assignment, List.of(pod), fleet, HUB_RECORD))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::path)
                                .containsExactly(
                                        "fleet.clusters[demo-controller].nodes[1].name",
                                        "fleet.clusters[demo-controller].nodes[b].allocatable[cpu]",
                                        "pods[postgres].spreads[0].maxSkew",
                                        "pods[postgres].labels[app]"));
        assertThatThrownBy(() -> Placer.assign(wish, fleet, HUB_RECORD)).isInstanceOf(InvalidException.class);
    }
}
