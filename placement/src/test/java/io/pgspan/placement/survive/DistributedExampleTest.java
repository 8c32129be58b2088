package io.pgspan.placement.survive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementLimits.Change;
import io.pgspan.model.replication.Replication;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ordinals 0 and 2 on demo-controller, which is the hub, and 1 on demo-worker; one confirmation. */
class DistributedExampleTest {
    private static final FailureDomain CONTROLLER = FailureDomain.cluster("demo-controller");
    private static final FailureDomain WORKER = FailureDomain.cluster("demo-worker");
    private static final PlacementLimits VOTING =
            new PlacementLimits(true, true, false, ElectionModel.memberMajority());
    private static final PlacementLimits ON_RECORD = new PlacementLimits(
            false,
            true,
            false,
            ElectionModel.store("demo-controller"),
            Set.of(Change.CONFIRMATIONS, Change.STORES, Change.REPLICA));

    private static Fleet fleet(String... clusters) {
        return new Fleet(
                "demo-controller",
                Stream.of(clusters)
                        .map(name -> Worlds.cluster(
                                name,
                                IntStream.rangeClosed(1, 3)
                                        .mapToObj(n -> Worlds.node(name + "-" + n, "", "zone-" + n))
                                        .toList()))
                        .toList(),
                List.of());
    }

    private static Situation example(Fleet fleet, PlacementLimits limits) {
        List<Resident> members = List.of(
                Situation.resident("postgres-0", true, "demo-controller", "demo-controller-1", fleet),
                Situation.resident("postgres-1", true, "demo-worker", "demo-worker-1", fleet),
                Situation.resident("postgres-2", true, "demo-controller", "demo-controller-2", fleet));
        return Situation.of(members, Replication.anySynchronous(1), limits, fleet);
    }

    private static Survivability judged(PlacementLimits limits) {
        return Survivability.of(example(fleet("demo-controller", "demo-worker"), limits));
    }

    @Test
    void whereMembersVoteTheControllerTakesTheMajorityWithIt() {
        Survivability survivability = judged(VOTING);

        LevelSurvival clusters = survivability.level(Level.CLUSTER).orElseThrow();
        assertThat(clusters.fatalAlone(Question.LEADER)).containsExactly(CONTROLLER);
        assertThat(clusters.fatalAlone(Question.WRITES)).containsExactly(CONTROLLER);
        assertThat(clusters.fatalAlone(Question.COMMITS)).containsExactly(CONTROLLER);
        assertThat(clusters.fatalAlone(Question.COPY)).isEmpty();
        assertThat(clusters.grade(Question.COPY)).isEqualTo(Grade.ANY_ONE);
        assertThat(clusters.grade(Question.WRITES)).isEqualTo(Grade.NONE);
        assertThat(survivability.warnings())
                .contains(
                        "Members vote, and demo-controller holds 2 of 3 votes: without it the 1 left is no majority, so that no primary"
                                + " can be elected although members live elsewhere.",
                        "By majority two Kubernetes clusters never outlive the loss of either: a vote in a third is needed.");
        assertThat(survivability.loss(WORKER).orElseThrow().writable()).isTrue();
    }

    @Test
    void onARecordTheControllersApiServerIsWhatDies() {
        Survivability survivability = judged(ON_RECORD);

        LevelSurvival clusters = survivability.level(Level.CLUSTER).orElseThrow();
        assertThat(clusters.fatalAlone(Question.LEADER)).containsExactly(CONTROLLER);
        assertThat(survivability.loss(CONTROLLER).orElseThrow().lostApiServers())
                .containsExactly("demo-controller");
        assertThat(survivability.loss(CONTROLLER).orElseThrow().why())
                .contains("the record of the primary is on the API server of demo-controller, which is lost");
        assertThat(survivability.warnings())
                .containsExactly(
                        "The record of the primary is on the API server of demo-controller alone: while it is lost writes"
                                + " stop in every Kubernetes cluster, also for the members that live elsewhere; the loss of any other one"
                                + " leaves who leads decidable.");
    }

    @Test
    void anyOneNodeMayBeLostAndNotAnyTwo() {
        LevelSurvival voting = judged(VOTING).level(Level.NODE).orElseThrow();
        LevelSurvival onRecord = judged(ON_RECORD).level(Level.NODE).orElseThrow();

        assertThat(voting.grade(Question.WRITES)).isEqualTo(Grade.ANY_ONE);
        assertThat(voting.fatal(Question.LEADER).orElseThrow().domains()).hasSize(2);
        assertThat(onRecord.grade(Question.LEADER)).as("one is enough").isEqualTo(Grade.ANY_TWO);
        assertThat(onRecord.grade(Question.COMMITS)).isEqualTo(Grade.ANY_ONE);
        assertThat(onRecord.pairs()).hasSize(3);
    }

    @Test
    void withTwoClustersNothingHelpsAndTheReasonIsSaid() {
        assertThat(judged(VOTING).remedies(Question.LEADER, Level.CLUSTER))
                .singleElement()
                .satisfies(r -> assertThat(r.helps()).isFalse())
                .satisfies(r -> assertThat(r.why()).contains("without a third in the fleet no change helps"));
        assertThat(judged(ON_RECORD).remedies(Question.LEADER, Level.CLUSTER))
                .singleElement()
                .satisfies(r -> assertThat(r.helps()).isFalse())
                .satisfies(r -> assertThat(r.why()).contains("needs three that fail one by one, and the fleet has 2"));
    }

    @Test
    void withAThirdClusterTheRecordGoesOnThreeServers() {
        Fleet three = fleet("demo-controller", "demo-worker", "demo-third");

        Survivability onRecord = Survivability.of(example(three, ON_RECORD));

        assertThat(onRecord.remedies(Question.LEADER, Level.CLUSTER))
                .singleElement()
                .satisfies(r -> assertThat(r.actions())
                        .containsExactly(
                                new Action.KeepRecordOn(List.of("demo-controller", "demo-third", "demo-worker"))))
                .satisfies(r -> assertThat(r.removes()).containsExactly(CONTROLLER));
    }

    @Test
    void whereMembersVoteTwoReplicasMoreInAThirdClusterHelpAndAMoveOnlyWhereItIsAllowed() {
        Fleet three = fleet("demo-controller", "demo-worker", "demo-third");
        PlacementLimits movable = new PlacementLimits(true, true, true, ElectionModel.memberMajority());

        assertThat(Survivability.of(example(three, VOTING)).remedies(Question.LEADER, Level.CLUSTER))
                .singleElement()
                .satisfies(r -> assertThat(r.actions())
                        .allMatch(a -> a instanceof Action.AddReplica)
                        .hasSize(2));
        assertThat(Survivability.of(example(three, movable)).remedies(Question.LEADER, Level.CLUSTER))
                .singleElement()
                .satisfies(r -> assertThat(r.actions())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                Action.MoveReplica.class,
                                m -> assertThat(m.to()).isEqualTo("demo-third")));
    }

    @Test
    void raisingConfirmationsIsToldWithItsPrice() {
        Situation asynchronous = Situation.of(
                example(fleet("demo-controller", "demo-worker"), ON_RECORD).members(),
                Replication.asynchronous(),
                ON_RECORD,
                fleet("demo-controller", "demo-worker"));

        assertThat(Survivability.of(asynchronous).remedies(Question.COMMITS, Level.NODE))
                .singleElement()
                .satisfies(r -> assertThat(r.actions()).containsExactly(new Action.RaiseConfirmations(0, 1)))
                .satisfies(
                        r -> assertThat(r.why())
                                .contains(
                                        "It costs that writes go on without any two nodes, as is so now: then only without any one."));
    }

    @Test
    void theTextAndTheDiagramNameWhatMatters() {
        Survivability survivability = judged(VOTING);

        assertThat(survivability.text().lines())
                .contains(
                        "MAY BE LOST          LEADER  COMMITS  COPY   WRITES",
                        "nodes                any 1   any 1    any 2  any 1",
                        "zones                any 1   any 1    any 2  any 1",
                        "Kubernetes clusters  no      no       any 1  no",
                        "  leader: Without Kubernetes cluster demo-controller it is not certain that a leader can be elected.");
        assertThat(survivability.mermaid())
                .startsWith("flowchart LR\n")
                .contains("[\"loss of one Kubernetes cluster\"]")
                .contains("[\"demo-worker<br/>takes postgres-1\"]:::safe")
                .containsPattern("demo-controller<br/>takes postgres-0, postgres-2<br/>not certain: [^\"]*\"]:::fatal");
    }
}
