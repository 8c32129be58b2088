package io.pgspan.placement.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.pgspan.model.Arbiter;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.Assignment.Placed;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutomaticAssignmentTest {
    private static final PlacementLimits VOTING =
            new PlacementLimits(false, false, true, ElectionModel.memberMajority());
    private static final PlacementLimits FIXED =
            new PlacementLimits(false, false, false, ElectionModel.memberMajority());

    @Test
    void noClusterGetsTheMajorityWhereThatCanBeWhateverTheWeights() {
        AssignmentGoals goals =
                AssignmentGoals.none().prefer(ClusterPreference.of("a").weighing(100));

        AssignmentPlan plan = Assigner.plan(wish(5), fleet("a", "b", "c"), VOTING, goals);

        assertThat(clusters(plan)).isEqualTo("a a b c b");
        assertThat(plan.notes()).isEmpty();
    }

    @Test
    void twoClustersCannotSurviveTheLossOfEitherAndThatIsSaid() {
        AssignmentPlan plan = Assigner.plan(wish(3), fleet("a", "b"), VOTING, AssignmentGoals.none());

        assertThat(clusters(plan)).isEqualTo("a b a");
        assertThat(plan.notes())
                .containsExactly(
                        "the loss of cluster a takes 2 of 3 votes: the rest can't elect a primary; members that"
                                + " vote survive the loss of any one cluster only over three clusters or more");
    }

    @Test
    void anArbiterIsAVoteOfTheClusterItFollowsTo() {
        PlacementLimits follows = new PlacementLimits(true, true, true, ElectionModel.memberMajority());

        AssignmentPlan plan = Assigner.plan(wish(4), fleet("a", "b", "c"), follows, AssignmentGoals.none());

        assertThat(clusters(plan)).isEqualTo("a b c b");
        assertThat(plan.assignment().arbiter())
                .get()
                .extracting(Placed::clusterName)
                .isEqualTo("a");
        assertThat(plan.notes()).as("2 of 5 votes at most").isEmpty();
    }

    @Test
    void aLostClustersOrdinalsGoElsewhereAndTheOthersStay() {
        Assignment before = plan(wish(5), "a", "b", "c").assignment();

        AssignmentPlan after = Assigner.plan(
                wish(5), fleet("c", "a", "d"), VOTING, AssignmentGoals.none().from(before));

        assertThat(clusters(before)).isEqualTo("a b c a b");
        assertThat(clusters(after)).isEqualTo("a d c a c");
        assertThat(after.moves())
                .extracting(AssignmentPlan.Move::ordinal, AssignmentPlan.Move::reason)
                .containsExactly(tuple(1, "the fleet lacks that cluster"), tuple(4, "the fleet lacks that cluster"));
    }

    @Test
    void scalingMovesNothing() {
        Assignment five = plan(wish(5), "a", "b", "c").assignment();
        AssignmentGoals from = AssignmentGoals.none().from(five);

        AssignmentPlan seven = Assigner.plan(wish(7), fleet("a", "b", "c"), VOTING, from);
        AssignmentPlan two = Assigner.plan(wish(2), fleet("a", "b", "c"), VOTING, from);

        assertThat(clusters(seven)).isEqualTo("a b c a b c a");
        assertThat(seven.moves()).isEmpty();
        assertThat(clusters(two)).isEqualTo("a b");
        assertThat(two.moves()).isEmpty();
    }

    @Test
    void whatTheOperatorCantMoveStaysAndTheProcedureIsNamed() {
        Assignment before = plan(wish(3), "a", "b", "c").assignment();
        AssignmentGoals goals = AssignmentGoals.none()
                .from(before)
                .prefer(ClusterPreference.of("b").forbidden());

        AssignmentPlan fixed = Assigner.plan(wish(3), fleet("a", "b", "c"), FIXED, goals);

        assertThat(clusters(fixed)).isEqualTo("a b c");
        assertThat(fixed.moves()).isEmpty();
        assertThat(fixed.notes())
                .containsExactly(
                        "ordinal 1 stays in cluster b although it is forbidden: the operator can't move it; scale"
                                + " in to 1 replica, delete the volume of ordinal 1, change where it goes and scale out again: it"
                                + " is cloned anew");
        assertThat(clusters(Assigner.plan(wish(3), fleet("a", "b", "c"), VOTING, goals)))
                .as("where it can be moved it is")
                .isEqualTo("a a c");
    }

    @Test
    void aRuleThatWouldMoveWhatCantBeMovedIsRefused() {
        Assignment before = plan(wish(3), "a", "b", "c").assignment();
        PostgresCluster ruled = wish(3).toBuilder()
                .placement(PlacementPolicy.builder()
                        .on("a", 0, 1)
                        .on("c", 2)
                        .slice("p", "s")
                        .build())
                .build();

        assertThatThrownBy(() -> Assigner.plan(
                        ruled,
                        fleet("a", "b", "c"),
                        FIXED,
                        AssignmentGoals.none().from(before)))
                .asInstanceOf(type(InvalidException.class))
                .satisfies(e -> assertThat(e.violations())
                        .extracting(Violation::rule, Violation::value)
                        .containsExactly(tuple("placement.ordinal-immovable", "1")));
    }

    @Test
    void thePrimaryIsTheLastToMove() {
        Assignment before = plan(wish(4), "a", "b").assignment();
        AssignmentGoals goals = AssignmentGoals.none()
                .from(before)
                .ledBy(3)
                .prefer(ClusterPreference.of("b").atMost(1));

        assertThat(clusters(before)).isEqualTo("a b a b");
        assertThat(clusters(Assigner.plan(wish(4), fleet("a", "b"), VOTING, goals)))
                .isEqualTo("a a a b");
    }

    @Test
    void noRoomIsAViolationThatTellsTheRoomThereIs() {
        AssignmentGoals goals = AssignmentGoals.none()
                .prefer(ClusterPreference.of("a").atMost(1))
                .prefer(ClusterPreference.of("b").forbidden());

        assertThatThrownBy(() -> Assigner.plan(wish(3), fleet("a", "b"), VOTING, goals))
                .hasMessageContaining("a has room for 1; b is out: it is forbidden")
                .hasMessageContaining("placement.no-room");
    }

    @Test
    void badGoalsAreRefusedWithAllTheirFaults() {
        AssignmentGoals goals = AssignmentGoals.none()
                .prefer(ClusterPreference.of("x"))
                .prefer(ClusterPreference.of("a").weighing(0).atMost(-1))
                .prefer(ClusterPreference.of("a"))
                .ledBy(7);

        assertThatThrownBy(() -> Assigner.plan(wish(3), fleet("a"), VOTING, goals))
                .asInstanceOf(type(InvalidException.class))
                .satisfies(e -> assertThat(e.violations())
                        .extracting(Violation::rule)
                        .containsExactly(
                                "assign.cluster-unknown",
                                "assign.weight",
                                "assign.room",
                                "assign.preference-twice",
                                "assign.primary"));
    }

    @Test
    void theOrderOfTheFleetChangesNothing() {
        List<String> names = new ArrayList<>(List.of("a", "b", "c", "d"));
        String expected = clusters(plan(wish(6), "a", "b", "c", "d"));
        for (int i = 0; i < names.size(); i++) {
            Collections.rotate(names, 1);
            assertThat(clusters(plan(wish(6), names.toArray(String[]::new)))).isEqualTo(expected);
        }
    }

    @Test
    void anArbiterThatMayGoAnywhereGoesWhereTheFewestVotesAre() {
        PostgresCluster wish = wish(2).toBuilder().arbiter(Arbiter.ofDefaults()).build();

        assertThat(plan(wish, "a", "b", "c").assignment().arbiter())
                .get()
                .extracting(Placed::clusterName)
                .isEqualTo("c");
    }

    private static AssignmentPlan plan(PostgresCluster wish, String... clusters) {
        return Assigner.plan(wish, fleet(clusters), VOTING, AssignmentGoals.none());
    }

    private static PostgresCluster wish(int replicas) {
        return PostgresCluster.of("demo", "hippo", replicas);
    }

    private static Fleet fleet(String... names) {
        return new Fleet(
                names[0],
                Arrays.stream(names)
                        .map(n -> new KubernetesCluster(n, List.of(), List.of("std"), "std"))
                        .toList(),
                List.of());
    }

    private static String clusters(AssignmentPlan plan) {
        return clusters(plan.assignment());
    }

    private static String clusters(Assignment assignment) {
        return String.join(
                " ", assignment.replicas().stream().map(Placed::clusterName).toList());
    }
}
