package io.pgspan.placement.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Step;
import io.pgspan.placement.solve.ConflictRule.Kind;
import io.pgspan.placement.solve.PlacementProblem.Candidate;
import io.pgspan.placement.solve.PlacementProblem.HardSpread;
import io.pgspan.placement.solve.PlacementProblem.Replica;
import io.pgspan.placement.solve.Solution.Infeasible;
import io.pgspan.placement.solve.Solution.Optimal;
import io.pgspan.placement.solve.Solution.Undecided;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Placements whose best is known by hand. */
class SolverTest {

    @Test
    void fiveReplicasOverThreeNodesAreTwoTwoAndOne() {
        PlacementProblem problem = PlacementProblem.of(
                        List.of("host"), List.of(node("a", "z"), node("b", "z"), node("c", "z")), absent(5))
                .with(HardSpread.of("host", 1));

        assertThat(optimal(problem).countsByNode()).isEqualTo(Map.of("a", 2, "b", 2, "c", 1));
    }

    @Test
    void fiveReplicasThatRepelEachOtherOnThreeNodesConflictWithThatRuleAlone() {
        PlacementProblem problem = PlacementProblem.of(
                        List.of("host"), List.of(node("a", "z"), node("b", "z"), node("c", "z")), absent(5))
                .with(HardSpread.of("host", 1))
                .withAntiAffinity("host");

        Infeasible infeasible = (Infeasible) Solver.solve(problem);

        assertThat(infeasible.minimal()).isTrue();
        assertThat(infeasible.rules())
                .containsExactly(new ConflictRule(
                        Kind.ANTI_AFFINITY,
                        "host",
                        "at most one replica in a domain of host: 3 domains for 5 replicas"));
    }

    @Test
    void evenZonesAndEvenNodesAreDifferentWishes() {
        List<Candidate> nodes =
                List.of(node("a1", "A"), node("b1", "B"), node("b2", "B"), node("b3", "B"), node("b4", "B"));

        assertThat(optimal(PlacementProblem.of(List.of("zone", "host"), nodes, absent(4)))
                        .countsByNode())
                .isEqualTo(Map.of("a1", 2, "b1", 1, "b2", 1));
        assertThat(optimal(PlacementProblem.of(List.of("host", "zone"), nodes, absent(4)))
                        .countsByNode())
                .isEqualTo(Map.of("a1", 1, "b1", 1, "b2", 1, "b3", 1));
    }

    @Test
    void whatNoOrderOfCreationReachesIsNoPlacement() {
        List<Candidate> nodes = new ArrayList<>(List.of(node("b1", "B"), node("b2", "B")));
        IntStream.rangeClosed(1, 4).forEach(i -> nodes.add(node("a" + i, "A")));
        PlacementProblem problem = PlacementProblem.of(List.of("zone", "host"), nodes, absent(7))
                .with(HardSpread.of("zone", 1))
                .with(HardSpread.of("host", 1));

        Infeasible infeasible = (Infeasible) Solver.solve(problem);

        assertThat(infeasible.rules()).extracting(ConflictRule::subject).containsExactly("host", "zone");
    }

    @Test
    void thirtyTwoReplicasOverCrossingLabelsAreDecidedOrSaidNotToBe() {
        List<Candidate> nodes = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            nodes.add(new Candidate(
                    "n" + (10 + i), 4, Map.of("zone", "z" + i % 4, "rack", "r" + i / 4, "host", "n" + i), 0));
        }
        PlacementProblem problem = PlacementProblem.of(List.of("zone", "rack"), nodes, absent(32))
                .with(HardSpread.of("zone", 1))
                .with(HardSpread.of("rack", 1));

        Score score = Solver.solve(problem)
                .match(
                        o -> o.plan().score(),
                        i -> null,
                        u -> u.bestFound().orElseThrow().score());

        assertThat(score.counts()).containsExactly(List.of(8, 8, 8, 8), List.of(8, 8, 8, 8));
    }

    @Test
    void aSearchAtItsBoundTellsHowFarItGot() {
        List<Candidate> nodes = List.of(
                new Candidate("a", 1, Map.of("zone", "1", "rack", "1"), 0),
                new Candidate("b", 1, Map.of("zone", "1", "rack", "2"), 0),
                new Candidate("c", 1, Map.of("zone", "2", "rack", "1"), 0));
        PlacementProblem problem = PlacementProblem.of(List.of("zone", "rack"), nodes, absent(2));

        Solution solution = Solver.solve(problem, 1);

        assertThat(solution).isInstanceOf(Undecided.class);
        assertThat(((Undecided) solution).steps()).isEqualTo(2);
        assertThat(((Undecided) solution).bound().counts()).containsExactly(List.of(1, 1), List.of(1, 1));
    }

    @Test
    void replicasMoveBeforeThePrimaryAndThatOneByASwitchover() {
        List<Candidate> nodes =
                List.of(new Candidate("a", 0, Map.of("host", "a"), 0), node("b", "z"), node("c", "z"), node("d", "z"));
        PlacementProblem problem = PlacementProblem.of(
                List.of("host"),
                nodes,
                List.of(Replica.on("a", "p0").asPrimary(), Replica.on("a", "p1"), Replica.on("b", "p2")));

        assertThat(Rebalancing.plan(problem, optimal(problem), 2).steps())
                .extracting(Step::id)
                .containsExactly("move/p1", "switchover/p0", "move/p0");
        assertThat(Rebalancing.plan(problem, optimal(problem), 3).risk()).isEqualTo(Step.Risk.IMPOSSIBLE);
    }

    @Test
    void nothingMovesWhenAllIsWell() {
        PlacementProblem problem = PlacementProblem.of(
                List.of("host"),
                List.of(node("a", "z"), node("b", "z")),
                List.of(Replica.on("b", "p0").asPrimary(), Replica.on("a", "p1")));

        assertThat(Rebalancing.plan(problem, optimal(problem), 1).isEmpty()).isTrue();
    }

    @Test
    void aReplicaOnAnUnknownNodeIsRefused() {
        assertThatThrownBy(
                        () -> PlacementProblem.of(List.of(), List.of(node("a", "z")), List.of(Replica.on("x", "p0"))))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("runs on unknown node x");
    }

    private static ReplicaPlan optimal(PlacementProblem problem) {
        Solution solution = Solver.solve(problem);
        assertThat(solution).isInstanceOf(Optimal.class);
        return ((Optimal) solution).plan();
    }

    private static Candidate node(String name, String zone) {
        return Candidate.of(name, 4, Map.of("zone", zone, "host", name));
    }

    private static List<Replica> absent(int count) {
        return IntStream.range(0, count).mapToObj(i -> Replica.absent("p" + i)).toList();
    }
}
