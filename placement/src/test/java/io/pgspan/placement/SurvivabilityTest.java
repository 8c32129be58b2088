package io.pgspan.placement;

import static io.pgspan.placement.Samples.CONTROLLER;
import static io.pgspan.placement.Samples.HUB_RECORD;
import static io.pgspan.placement.Samples.MAJORITY;
import static io.pgspan.placement.Samples.WORKER;
import static io.pgspan.placement.Samples.fleet;
import static io.pgspan.placement.Samples.plan;
import static io.pgspan.placement.Samples.postgres;
import static io.pgspan.placement.Samples.recordOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.Arbiter;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.placement.survive.Level;
import io.pgspan.placement.survive.Loss;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SurvivabilityTest {

    @Test
    void theDocumentsClusterOutlivesTheLossOfTheWorkerButNotOfTheController() {
        PostgresCluster wish =
                postgres().replication(Replication.anySynchronous(1)).build();

        Loss controller = cluster(plan(wish, fleet(), MAJORITY), CONTROLLER);
        assertThat(controller.lostPods()).containsExactly("postgres-0", "postgres-2");
        assertThat(controller.survivors()).containsExactly("postgres-1");
        assertThat(controller.dataSurvives()).isFalse();
        assertThat(controller.writable()).isFalse();
        assertThat(controller.why())
                .contains("the last writes may be lost")
                .contains("1 of 3 members remain and 2 are a majority: a primary can't be elected");

        Loss worker = cluster(plan(wish, fleet(), MAJORITY), WORKER);
        assertThat(worker.lostPods()).containsExactly("postgres-1");
        assertThat(worker.dataSurvives()).isTrue();
        assertThat(worker.writable()).isTrue();
        assertThat(worker.why()).contains("writes go on");
    }

    @Test
    void anyOneNodeOrZoneOfTheDocumentsClusterMayBeLost() {
        PostgresCluster wish =
                postgres().replication(Replication.anySynchronous(1)).build();

        assertThat(plan(wish, fleet(), HUB_RECORD).survivability())
                .filteredOn(s -> s.level() != Level.CLUSTER)
                .hasSize(7)
                .allMatch(Loss::dataSurvives)
                .allMatch(Loss::writable);
    }

    @Test
    void domainsAreSortedByKindAndPath() {
        assertThat(plan(postgres().build(), fleet(), HUB_RECORD).survivability())
                .extracting(s -> s.level() + " " + s.domain())
                .containsExactly(
                        "NODE demo-controller/zone-1/demo-controller-1",
                        "NODE demo-controller/zone-2/demo-controller-2",
                        "NODE demo-worker/zone-1/demo-worker-1",
                        "ZONE demo-controller/zone-1",
                        "ZONE demo-controller/zone-2",
                        "ZONE demo-controller/zone-3",
                        "ZONE demo-worker/zone-1",
                        "CLUSTER demo-controller",
                        "CLUSTER demo-worker");
    }

    @Test
    void withTheRecordOnTheHubItsLossStopsWritesThoughMostMembersLive() {
        Fleet workerIsHub = new Fleet(WORKER, fleet().clusters(), List.of());

        Loss lost = cluster(plan(postgres().build(), workerIsHub, recordOn(WORKER)), WORKER);

        assertThat(lost.survivors()).hasSize(2);
        assertThat(lost.writable()).isFalse();
        assertThat(lost.why()).contains("steps down when its lease runs out, until demo-worker returns");
        assertThat(cluster(plan(postgres().build(), workerIsHub, MAJORITY), WORKER)
                        .writable())
                .isTrue();
    }

    @Test
    void withTheRecordOnTheHubOneSurvivorSuffices() {
        Fleet workerIsHub = new Fleet(WORKER, fleet().clusters(), List.of());

        assertThat(cluster(plan(postgres().build(), workerIsHub, recordOn(WORKER)), CONTROLLER)
                        .writable())
                .isTrue();
    }

    @Test
    void aHubWithoutMembersIsJudgedAsWell() {
        Fleet elsewhere = new Fleet("hub", fleet().clusters(), List.of());

        Loss byRecord = cluster(plan(postgres().build(), elsewhere, recordOn("hub")), "hub");
        assertThat(byRecord.lostPods()).isEmpty();
        assertThat(byRecord.dataSurvives()).isTrue();
        assertThat(byRecord.writable()).isFalse();

        Loss byMajority = cluster(plan(postgres().build(), elsewhere, MAJORITY), "hub");
        assertThat(byMajority.writable()).isTrue();
        assertThat(byMajority.why()).contains("no change can be delivered until the hub hub returns");
    }

    @Test
    void asynchronousReplicationNeverPromisesTheLastWrites() {
        Loss worker = cluster(plan(postgres().build(), fleet(), MAJORITY), WORKER);

        assertThat(worker.dataSurvives()).isFalse();
        assertThat(worker.writable()).isTrue();
        assertThat(worker.why())
                .contains("2 copies of the data survive")
                .contains("the last writes may be lost if the primary was among what is lost");
    }

    @ParameterizedTest
    @EnumSource(
            value = CommitLevel.class,
            names = {"LOCAL", "OFF"})
    void aCommitLevelThatWaitsForNoStandbyCountsAsAsynchronous(CommitLevel level) {
        PostgresCluster wish = postgres()
                .replication(Replication.anySynchronous(2).toBuilder()
                        .commitLevel(level)
                        .build())
                .build();

        Loss worker = cluster(plan(wish, fleet(), MAJORITY), WORKER);

        assertThat(worker.dataSurvives()).isFalse();
        assertThat(worker.writable()).isTrue();
    }

    @Test
    void writesStopWhenTooFewStandbysRemainToConfirm() {
        PostgresCluster wish =
                postgres().replication(Replication.anySynchronous(2)).build();

        Loss worker = cluster(plan(wish, fleet(), MAJORITY), WORKER);

        assertThat(worker.dataSurvives()).isTrue();
        assertThat(worker.writable()).isFalse();
        assertThat(worker.why()).contains("2 standbys must confirm and only 1 would remain beside a primary");
    }

    @Test
    void anArbiterVotesButKeepsNoData() {
        PostgresCluster wish = PostgresCluster.builder()
                .name("postgres")
                .replicas(2)
                .arbiter(Arbiter.ofDefaults())
                .placement(PlacementPolicy.builder()
                        .on(CONTROLLER, 0)
                        .on(WORKER, 1)
                        .slice("p", "s")
                        .build())
                .build();
        PlacementLimits elsewhere =
                new PlacementLimits(true, false, false, io.pgspan.model.placement.ElectionModel.memberMajority());

        PlacementPlan plan = plan(wish, fleet(), elsewhere);

        assertThat(plan.pod("postgres-arbiter-0").orElseThrow().holdsData()).isFalse();
        assertThat(cluster(plan, WORKER).writable())
                .as("ordinal 0 and the arbiter are a majority")
                .isTrue();
        Loss controller = cluster(plan, CONTROLLER);
        assertThat(controller.lostPods()).containsExactly("postgres-0", "postgres-arbiter-0");
        assertThat(controller.writable()).isFalse();
    }

    @Test
    void theLossOfTheOnlyCopyLeavesTheBackup() {
        PostgresCluster wish = PostgresCluster.of("demo", "hippo", 1);

        Loss node = plan(wish, fleet(), HUB_RECORD).survivability().get(0);

        assertThat(node.dataSurvives()).isFalse();
        assertThat(node.writable()).isFalse();
        assertThat(node.why()).contains("only a backup brings it back");
    }

    private static Loss cluster(PlacementPlan plan, String name) {
        return plan.survivability().stream()
                .filter(s -> s.level() == Level.CLUSTER && s.domain().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
