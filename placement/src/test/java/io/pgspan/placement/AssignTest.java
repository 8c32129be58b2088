package io.pgspan.placement;

import static io.pgspan.placement.Samples.CONTROLLER;
import static io.pgspan.placement.Samples.HUB_RECORD;
import static io.pgspan.placement.Samples.MAJORITY;
import static io.pgspan.placement.Samples.WORKER;
import static io.pgspan.placement.Samples.fleet;
import static io.pgspan.placement.Samples.postgres;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.Arbiter;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class AssignTest {

    @Test
    void rulesSendOrdinalsToTheirClusters() {
        Assignment assignment = Placer.assign(postgres().build(), fleet(), HUB_RECORD);

        assertThat(assignment.replicas())
                .extracting(Placed::pod, Placed::clusterName, Placed::storageClassName)
                .containsExactly(
                        tuple("postgres-0", CONTROLLER), tuple("postgres-1", WORKER), tuple("postgres-2", CONTROLLER));
        assertThat(assignment.replicas().get(1).reasons())
                .containsExactly(
                        "the policy's rule for cluster demo-worker names ordinal 1",
                        "storage class local-path: the default of cluster demo-worker");
        assertThat(assignment.arbiter()).isEmpty();
    }

    @Test
    void withoutRulesTheOnlyClusterGetsAllAndSeveralTakeTurns() {
        PostgresCluster wish = PostgresCluster.of("demo", "hippo", 5);
        Fleet one = new Fleet(WORKER, List.of(Samples.cluster(WORKER)), List.of());

        assertThat(Placer.assign(wish, one, HUB_RECORD).clusterNames()).containsExactly(WORKER);
        assertThat(Placer.assign(wish, fleet(), HUB_RECORD).replicas())
                .extracting(Placed::clusterName)
                .containsExactly(CONTROLLER, WORKER, CONTROLLER, WORKER, CONTROLLER);
        assertThat(Placer.assign(wish, fleet(), HUB_RECORD)
                        .replicas()
                        .get(1)
                        .reasons()
                        .get(0))
                .isEqualTo(
                        "no rule names ordinal 1; it goes to cluster demo-worker: it is served least for its weight, of"
                                + " demo-controller has 1, demo-worker has 0");
    }

    @Test
    void withoutRulesOnlyTheClustersOfTheSliceTakeTurns() {
        Fleet fleet = new Fleet(
                "a",
                List.of(Samples.cluster("a"), Samples.cluster("b"), Samples.cluster("c")),
                List.of(new Fleet.Slice("project", "slice", List.of("c", "a"))));
        PostgresCluster wish = PostgresCluster.builder()
                .name("hippo")
                .placement(PlacementPolicy.builder().slice("project", "slice").build())
                .build();

        assertThat(Placer.assign(wish, fleet, HUB_RECORD).replicas())
                .extracting(Placed::clusterName)
                .containsExactly("a", "c", "a");
    }

    @Test
    void theStorageClassIsTheRulesElseTheWishsElseTheDefault() {
        PostgresCluster.Builder wish = PostgresCluster.builder()
                .name("hippo")
                .replicas(2)
                .placement(PlacementPolicy.builder()
                        .addRule(ClusterRule.of(CONTROLLER, 0).onClass("fast"))
                        .on(WORKER, 1)
                        .slice("p", "s")
                        .build());

        assertThat(classes(wish.storage(Storage.of("1Gi").onClass("local-path")).build()))
                .containsExactly(
                        "storage class fast: the policy's rule for the cluster names it",
                        "storage class local-path: the wish names it for this volume");
        assertThat(classes(wish.storage(Storage.of("1Gi")).build()))
                .containsExactly(
                        "storage class fast: the policy's rule for the cluster names it",
                        "storage class local-path: the default of cluster demo-worker");
        assertThat(classes(wish.storage(Storage.of("1Gi").ephemeral()).build()))
                .containsOnly("its volume is ephemeral and needs no storage class");
    }

    @Test
    void anArbiterFollowsOrdinalZeroWhereTheOperatorDoesSo() {
        PostgresCluster wish = PostgresCluster.builder()
                .name("hippo")
                .replicas(2)
                .arbiter(Arbiter.ofDefaults())
                .placement(PlacementPolicy.builder()
                        .on(WORKER, 0)
                        .on(CONTROLLER, 1)
                        .slice("p", "s")
                        .build())
                .build();

        Placed arbiter = Placer.assign(wish, fleet(), MAJORITY).arbiter().orElseThrow();

        assertThat(arbiter.pod()).isEqualTo("hippo-arbiter-0");
        assertThat(arbiter.clusterName()).isEqualTo(WORKER);
        assertThat(arbiter.reasons())
                .contains("the operator puts the arbiter where ordinal 0 lives, cluster demo-worker");
    }

    @Test
    void anArbiterElseGoesToTheConnectedClusterWithTheFewestMembers() {
        List<KubernetesCluster> three = List.of(Samples.cluster("a"), Samples.cluster("b"), Samples.cluster("c"));
        PostgresCluster wish = PostgresCluster.builder()
                .name("hippo")
                .replicas(3)
                .arbiter(Arbiter.ofDefaults())
                .placement(PlacementPolicy.builder()
                        .on("a", 0, 1)
                        .on("b", 2)
                        .slice("project", "slice")
                        .build())
                .build();

        Fleet unknownSlice = new Fleet("a", three, List.of());
        Fleet knownSlice = new Fleet("a", three, List.of(new Fleet.Slice("project", "slice", List.of("a", "b", "c"))));

        assertThat(arbiterCluster(wish, unknownSlice))
                .as("an unused cluster is not known to be connected")
                .isEqualTo("b");
        assertThat(arbiterCluster(wish, knownSlice)).isEqualTo("c");
    }

    @Test
    void theOperatorsOwnArbiterIsForeseen() {
        PostgresCluster wish = PostgresCluster.of("demo", "hippo", 2);

        assertThat(Placer.assign(wish, fleet(), MAJORITY).arbiter()).isPresent();
        assertThat(Placer.assign(wish, fleet(), HUB_RECORD).arbiter()).isEmpty();
        assertThat(Placer.assign(PostgresCluster.of("demo", "hippo", 3), fleet(), MAJORITY)
                        .arbiter())
                .isEmpty();
    }

    @Test
    void anArbiterWhoseStorageClassIsNowhereIsRefused() {
        PostgresCluster wish = PostgresCluster.builder()
                .name("hippo")
                .arbiter(new Arbiter(Storage.of("1Gi").onClass("nowhere"), Resources.ofDefaults()))
                .build();

        assertThatThrownBy(() -> Placer.assign(wish, fleet(), MAJORITY))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("arbiter.storage.storageClassName");
        assertThatThrownBy(() -> Placer.assign(wish, fleet(), HUB_RECORD))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("arbiter.storage.storageClassName");
    }

    @Test
    void anInvalidWishIsRefusedWithAllViolations() {
        Fleet fleet = new Fleet(
                CONTROLLER, List.of(new KubernetesCluster(CONTROLLER, List.of(), List.of("fast"), null)), List.of());
        PostgresCluster wish = postgres().replicas(5).build();

        assertThatThrownBy(() -> Placer.assign(wish, fleet, MAJORITY))
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidException.class))
                .extracting(InvalidException::violations, InstanceOfAssertFactories.list(Violation.class))
                .extracting(Violation::rule)
                .containsExactly(
                        "placement.ordinal-missing", "placement.cluster-unknown", "placement.no-default-storage-class");
    }

    private static Tuple tuple(String pod, String cluster) {
        return Tuple.tuple(pod, cluster, "local-path");
    }

    private static List<String> classes(PostgresCluster wish) {
        return Placer.assign(wish, fleet(), HUB_RECORD).replicas().stream()
                .map(r -> r.reasons().get(1))
                .toList();
    }

    private static String arbiterCluster(PostgresCluster wish, Fleet fleet) {
        return Placer.assign(wish, fleet, HUB_RECORD).arbiter().orElseThrow().clusterName();
    }
}
