package io.pgspan.placement.survive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementLimits.Change;
import io.pgspan.model.replication.Replication;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemediesTest {
    private final Fleet three = Worlds.fleet(3, 3, 3);

    private static Remedy remedy(Situation situation, Question question, Level level) {
        List<Remedy> found = Survivability.of(situation).remedies(question, level);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private Situation voting(Replication replication, PlacementLimits limits, String... nodes) {
        return Situation.of(Worlds.replicas(three, nodes), replication, limits, three);
    }

    @Test
    void anArbiterInAThirdClusterMakesTwoReplicasAMajorityWhereItCanBePlaced() {
        PlacementLimits can = Worlds.limits(ElectionModel.memberMajority(), Change.ARBITER);
        PlacementLimits cannot = Worlds.limits(ElectionModel.memberMajority());

        Remedy remedy = remedy(voting(Replication.asynchronous(), can, "a0", "b0"), Question.LEADER, Level.CLUSTER);
        assertThat(remedy.actions()).containsExactly(new Action.AddArbiter("c"));
        assertThat(remedy.removes()).containsExactly(FailureDomain.cluster("a"), FailureDomain.cluster("b"));
        assertThat(remedy.what()).isEqualTo("add an arbiter in c");
        assertThat(remedy(voting(Replication.asynchronous(), cannot, "a0", "b0"), Question.LEADER, Level.CLUSTER)
                        .actions())
                .containsExactly(new Action.AddReplica("c", "c0"));
    }

    @Test
    void onARecordAnArbiterIsOfNoUseAndNoneIsProposed() {
        PlacementLimits limits = Worlds.limits(ElectionModel.store("c"), Change.ARBITER);

        assertThat(new Changes(new Homes(three, List.of())).of(voting(Replication.asynchronous(), limits, "a0", "b0")))
                .isEmpty();
    }

    @Test
    void nothingIsProposedThatTheOperatorCannotCarryOut() {
        for (ElectionModel election : List.of(ElectionModel.memberMajority(), ElectionModel.store("a"))) {
            Situation fixed = voting(
                    Replication.asynchronous(),
                    new PlacementLimits(true, true, false, election, Set.of()),
                    "a0",
                    "a1",
                    "b0");

            assertThat(Survivability.of(fixed).remedies())
                    .isNotEmpty()
                    .allSatisfy(r -> assertThat(r.helps()).isFalse());
        }
        assertThat(remedy(
                                voting(Replication.asynchronous(), Worlds.limits(ElectionModel.store("a")), "a0", "b0"),
                                Question.LEADER,
                                Level.CLUSTER)
                        .why())
                .isEqualTo("The operator keeps the record on one API server.");
    }

    @Test
    void confirmationsAreNotRaisedAtThePriceOfWrites() {
        PlacementLimits limits = Worlds.limits(ElectionModel.store("c"), Change.CONFIRMATIONS);
        Situation situation = voting(Replication.anySynchronous(1), limits, "a0", "a1", "b0");

        Remedy remedy = remedy(situation, Question.COMMITS, Level.CLUSTER);

        assertThat(remedy.helps())
                .as("with 2 every node's loss would stop writes")
                .isFalse();
        assertThat(remedy.remains()).containsExactly(FailureDomain.cluster("a"));
        assertThat(remedy.why()).contains("without making another answer worse");
    }

    @Test
    void recordServersGrowToTheNextOddNumber() {
        Fleet five = Worlds.fleet(1, 1, 1, 1, 1);
        List<Resident> members = Worlds.replicas(five, "a0", "b0", "c0");
        Changes changes = new Changes(new Homes(five, members));

        assertThat(changes.of(Situation.of(
                        members,
                        Replication.asynchronous(),
                        Worlds.limits(ElectionModel.storeMajority("a", "b", "c"), Change.STORES),
                        five)))
                .extracting(Changes.Option::action)
                .containsExactly(new Action.KeepRecordOn(List.of("a", "b", "c", "d", "e")));
        assertThat(changes.of(Situation.of(
                        members,
                        Replication.asynchronous(),
                        Worlds.limits(ElectionModel.storeMajority("a", "b", "c", "d"), Change.STORES),
                        five)))
                .extracting(Changes.Option::action)
                .containsExactly(new Action.KeepRecordOn(List.of("a", "b", "c", "d", "e")));
        assertThat(changes.of(Situation.of(
                        members,
                        Replication.asynchronous(),
                        Worlds.limits(ElectionModel.store("a"), Change.STORES),
                        five)))
                .as("two of the four others")
                .hasSize(6);
    }

    @Test
    void anAutomaticArbiterGoesWhenTheNumberOfReplicasTurnsOdd() {
        List<Resident> members = new ArrayList<>(Worlds.replicas(three, "a0", "b0"));
        members.add(Situation.resident("arbiter", false, "a", "a1", three));
        PlacementLimits automatic = new PlacementLimits(true, true, false, ElectionModel.memberMajority());

        Remedy remedy = remedy(
                Situation.of(members, Replication.asynchronous(), automatic, three), Question.LEADER, Level.CLUSTER);

        assertThat(remedy.actions()).containsExactly(new Action.AddReplica("c", "c0"));
        assertThat(remedy.remains()).isEmpty();
    }

    @Test
    void anAutomaticArbiterComesWithAnEvenNumberWhereItsOperatorPutsIt() {
        List<Resident> members = Worlds.replicas(three, "c0", "b0", "b1");

        for (boolean follows : new boolean[] {true, false}) {
            PlacementLimits limits = new PlacementLimits(true, follows, false, ElectionModel.memberMajority());
            Situation after = new Changes(new Homes(three, members))
                    .of(Situation.of(members, Replication.asynchronous(), limits, three)).stream()
                            .filter(o -> o.action().equals(new Action.AddReplica("b", "b2")))
                            .findFirst()
                            .orElseThrow()
                            .after();

            assertThat(after.arbiters()).extracting(Resident::cluster).containsExactly(follows ? "c" : "a");
            assertThat(after.replicas()).extracting(Resident::pod).containsExactly("p-0", "p-1", "p-2", "p-3");
        }
    }

    @Test
    void aNewReplicaGetsAFreeSchedulableNodeInTheEmptiestZone() {
        List<Node> nodes = List.of(
                Worlds.node("a0", "", "z0"),
                Worlds.node("a1", "", "z0"),
                Worlds.node("a2", "", "z1").schedulable(false),
                Worlds.node("a3", "", "z2"));
        Fleet fleet = new Fleet("a", List.of(Worlds.cluster("a", nodes)), List.of());
        List<Resident> members = new ArrayList<>(Worlds.replicas(fleet, "a0"));
        Homes homes = new Homes(fleet, members);

        assertThat(homes.in("a", members).orElseThrow().node()).isEqualTo("a3");
        members.add(Situation.resident("p-1", true, "a", "a3", fleet));
        assertThat(homes.in("a", members).orElseThrow().node()).isEqualTo("a1");
        members.add(Situation.resident("p-2", true, "a", "a1", fleet));
        assertThat(homes.in("a", members)).isEmpty();
    }

    @Test
    void whereTheBoundOnChangesIsMetTheRemedySaysSo() {
        Fleet wide = Worlds.fleet(9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        PlacementLimits limits =
                new PlacementLimits(false, false, true, ElectionModel.memberMajority(), Set.of(Change.REPLICA));
        List<Resident> nine = Worlds.replicas(wide, "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");

        Remedy remedy =
                remedy(Situation.of(nine, Replication.asynchronous(), limits, wide), Question.LEADER, Level.CLUSTER);

        assertThat(remedy.complete()).isFalse();
        assertThat(remedy.why()).endsWith("Only the first 300 changes were tried.");
        assertThat(remedy(voting(Replication.asynchronous(), limits, "a0", "b0"), Question.LEADER, Level.CLUSTER)
                        .complete())
                .isTrue();
    }
}
