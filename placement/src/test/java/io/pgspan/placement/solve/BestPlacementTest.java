package io.pgspan.placement.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PersistentVolume;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.PodVolume;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.fleet.VolumeClaim;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.plan.Step;
import io.pgspan.model.text.Quantity;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.placement.scheduler.SchedulerProfile;
import io.pgspan.placement.solve.Solution.Infeasible;
import io.pgspan.placement.solve.Solution.Optimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BestPlacementTest {
    private static final Map<String, String> PG = Map.of("app", "pg");
    private static final LabelSelector PGS = LabelSelector.of(PG);
    private static final Node A = node("a", "1");
    private static final Node B = node("b", "2");
    private static final Node C = node("c", "3");

    private static Node node(String name, String zone) {
        return new Node(
                name,
                Map.of(Spread.HOSTNAME, name, Spread.ZONE, zone),
                Quantity.of("4"),
                Quantity.of("8Gi"),
                List.of(),
                true);
    }

    private static Node labelled(Node node, String key, String value) {
        Map<String, String> labels = new TreeMap<>(node.labels());
        labels.put(key, value);
        return new Node(node.name(), labels, node.cpu(), node.memory(), List.of(), true);
    }

    private static KubernetesCluster cluster(Node... nodes) {
        return new KubernetesCluster("c", List.of(nodes), List.of(), null);
    }

    private static PodTemplate pod(int ordinal) {
        return PodTemplate.of("pg-" + ordinal, PG, "1", "1Gi").build();
    }

    private static List<PodTemplate> pods(int count, Affinity affinity, Spread... spreads) {
        return IntStream.range(0, count)
                .mapToObj(i -> pod(i).withSpreads(List.of(spreads)).withAffinity(affinity))
                .toList();
    }

    private static Affinity apartOver(String key) {
        return new Affinity(
                NodeAffinity.none(), PodAffinity.none(), new PodAffinity(List.of(PodTerm.of(key, PGS)), List.of()));
    }

    private static Solution best(KubernetesCluster cluster, List<PodTemplate> pods) {
        return BestPlacement.of(cluster, pods, Optional.empty(), SchedulerProfile.ofDefaults());
    }

    private static Map<String, String> nodes(Solution solution) {
        return assertThat(solution)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Optimal.class))
                .actual()
                .plan()
                .nodes();
    }

    @Test
    void fiveReplicasOnThreeNodesAreTwoTwoAndOne() {
        Solution solution = best(
                cluster(A, B, C), pods(5, Affinity.none(), Spread.acrossNodes().counting(PGS)));

        assertThat(nodes(solution).values()).containsExactlyInAnyOrder("a", "a", "b", "b", "c");
    }

    @Test
    void aZoneWhereNoReplicaMayGoDoesNotCount() {
        List<PodTemplate> pods = pods(4, Affinity.none(), Spread.acrossZones().counting(PGS)).stream()
                .map(pod -> pod.withNodeSelector(Map.of("disk", "fast")))
                .toList();
        KubernetesCluster cluster = cluster(A, labelled(B, "disk", "fast"), labelled(C, "disk", "fast"));

        assertThat(nodes(best(cluster, pods)).values()).containsExactlyInAnyOrder("b", "b", "c", "c");
    }

    @Test
    void moreReplicasThanNodesCantKeepApart() {
        Solution solution = best(cluster(A, B, C), pods(4, apartOver(Spread.HOSTNAME)));

        assertThat(solution)
                .isInstanceOfSatisfying(
                        Infeasible.class,
                        infeasible -> assertThat(infeasible.rules())
                                .extracting(ConflictRule::kind, ConflictRule::subject)
                                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                                        ConflictRule.Kind.ANTI_AFFINITY, Spread.HOSTNAME)));
    }

    @Test
    void anAntiAffinityToOthersKeepsFromTheirDomainsOnly() {
        PodTemplate loud =
                PodTemplate.of("loud", Map.of("app", "loud"), "1", "1Gi").build();
        Affinity quiet = new Affinity(
                NodeAffinity.none(),
                PodAffinity.none(),
                new PodAffinity(List.of(PodTerm.of(Spread.ZONE, LabelSelector.of(Map.of("app", "loud")))), List.of()));
        KubernetesCluster cluster = cluster(A, B, C)
                .contents(ClusterContents.builder()
                        .addPod(RunningPod.of(loud, "a"))
                        .build());

        assertThat(nodes(best(cluster, pods(4, quiet))).values()).containsExactlyInAnyOrder("b", "b", "c", "c");
    }

    @Test
    void whoRunsWhereItIsBestStays() {
        List<PodTemplate> pods = pods(3, Affinity.none());
        KubernetesCluster cluster = cluster(A, B, C)
                .contents(ClusterContents.builder()
                        .addPod(RunningPod.of(pods.get(0), "c"))
                        .addPod(RunningPod.of(pods.get(1), "c"))
                        .addPod(RunningPod.of(pods.get(2), "a"))
                        .build());

        Solution solution = BestPlacement.of(cluster, pods, Optional.of("pg-1"), SchedulerProfile.ofDefaults());

        assertThat(nodes(solution)).isEqualTo(Map.of("pg-0", "b", "pg-1", "c", "pg-2", "a"));
        assertThat(Rebalancing.plan(
                                BestPlacement.problem(
                                        cluster, pods, Optional.of("pg-1"), SchedulerProfile.ofDefaults()),
                                ((Optimal) solution).plan(),
                                2)
                        .steps())
                .extracting(Step::id)
                .containsExactly("move/pg-0");
    }

    @Test
    void aReplicaGoesWhereItsVolumeIs() {
        List<PodTemplate> pods = List.of(
                pod(0).withVolumes(List.of(PodVolume.claim("data-0"))),
                pod(1).withVolumes(List.of(PodVolume.claim("data-1"))));
        KubernetesCluster cluster = cluster(A, B, C)
                .contents(ClusterContents.builder()
                        .addClaim(claim("data-0", "pv-0"))
                        .addVolume(volume("pv-0", "2"))
                        .addClaim(claim("data-1", "pv-1"))
                        .addVolume(volume("pv-1", "2"))
                        .build());

        assertThat(nodes(best(cluster, pods))).isEqualTo(Map.of("pg-0", "b", "pg-1", "b"));
    }

    @Test
    void aNodeTakesNoMoreVolumesThanMayBeAttached() {
        Node one = new Node("a", A.labels(), A.allocatable(), List.of(), List.of(), true, Map.of("driver", 1));
        List<PodTemplate> pods = IntStream.range(0, 3)
                .mapToObj(i -> pod(i).withVolumes(List.of(PodVolume.claim("data-" + i))))
                .toList();
        ClusterContents.Builder contents = ClusterContents.builder();
        for (int i = 0; i < 3; i++) {
            contents.addClaim(claim("data-" + i, "pv-" + i));
            contents.addVolume(anywhere("pv-" + i));
        }

        assertThat(nodes(best(cluster(one, B).contents(contents.build()), pods)).values())
                .containsExactlyInAnyOrder("a", "b", "b");
    }

    private static VolumeClaim claim(String name, String volume) {
        return new VolumeClaim("default", name, "", volume, "ReadWriteOnce", Quantity.of("1Gi"));
    }

    private static PersistentVolume volume(String name, String zone) {
        return new PersistentVolume(
                name,
                "",
                Map.of(),
                List.of(NodeTerm.of(Requirement.in(Spread.ZONE, zone))),
                null,
                List.of("ReadWriteOnce"),
                Quantity.of("1Gi"),
                "driver");
    }

    private static PersistentVolume anywhere(String name) {
        return new PersistentVolume(
                name, "", Map.of(), List.of(), null, List.of("ReadWriteOnce"), Quantity.of("1Gi"), "driver");
    }

    @Test
    void whatIsNotSolvedForIsRefusedWithTheReason() {
        Affinity near = new Affinity(
                NodeAffinity.none(),
                new PodAffinity(List.of(PodTerm.of(Spread.ZONE, PGS)), List.of()),
                PodAffinity.none());
        KubernetesCluster shared = cluster(A, B)
                .contents(ClusterContents.builder()
                        .addPod(RunningPod.of(pod(7), "a"))
                        .build());

        assertThatThrownBy(() -> best(cluster(A, B), pods(2, near)))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("replica pg-0 demands to be near other pods; prefer it instead");
        assertThatThrownBy(() -> best(
                        shared, pods(2, Affinity.none(), Spread.acrossNodes().counting(PGS))))
                .hasMessageContaining("counts pods that are none of the replicas: {a=1, b=0}");
        assertThatThrownBy(() -> best(
                        cluster(A, B),
                        List.of(pod(0), PodTemplate.of("pg-1", PG, "2", "1Gi").build())))
                .hasMessageContaining("replicas pg-0 and pg-1 differ in their requests");
        assertThatThrownBy(() -> best(
                        cluster(A, B),
                        pods(2, Affinity.none(), Spread.acrossNodes().maxSkew(0))))
                .isInstanceOf(InvalidException.class);
    }
}
