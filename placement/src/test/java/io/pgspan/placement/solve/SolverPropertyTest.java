package io.pgspan.placement.solve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.placement.solve.PlacementProblem.HardSpread;
import io.pgspan.placement.solve.PlacementProblem.Replica;
import io.pgspan.placement.solve.Solution.Infeasible;
import io.pgspan.placement.solve.Solution.Optimal;
import io.pgspan.placement.solve.Solution.Undecided;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** On small problems every assignment is tried: the solver finds the best, down to the names, and only then. */
class SolverPropertyTest {

    @Property(tries = 3000)
    void findsWhatTryingEverythingFinds(@ForAll long seed) {
        PlacementProblem problem = SmallProblem.of(seed);
        Exhaustive oracle = new Exhaustive(problem);

        Solution solution = Solver.solve(problem);

        assertThat(SmallProblem.nodes(solution)).isEqualTo(oracle.best());
        if (solution instanceof Optimal optimal) {
            assertThat(oracle.keepsSpread(optimal.plan())).isTrue();
        }
    }

    @Property(tries = 2000)
    void theBoundedSearchAloneFindsItToo(@ForAll long seed) {
        PlacementProblem problem = SmallProblem.of(seed);
        Grid grid = new Grid(problem);

        Search.Result result = Search.run(grid, List.of(), false, Search.STEPS_MAX);

        Optional<Map<String, String>> nodes =
                result.best().map(found -> found.plan(grid).nodes());
        assertThat(nodes).isEqualTo(new Exhaustive(problem).best());
        assertThat(result.proven()).isTrue();
        result.best().ifPresent(found -> assertThat(result.bound()).isLessThanOrEqualTo(found.score()));
    }

    @Property(tries = 1000)
    void theOrderOfInputChangesNothing(@ForAll long seed) {
        PlacementProblem problem = SmallProblem.of(seed);

        assertThat(Solver.solve(SmallProblem.shuffled(problem, seed + 1))).isEqualTo(Solver.solve(problem));
    }

    @Property(tries = 1000)
    void aConflictIsOneAndNoRuleOfItCanBeSpared(@ForAll long seed) {
        PlacementProblem problem = SmallProblem.of(seed);
        if (!(Solver.solve(problem) instanceof Infeasible infeasible)) {
            return;
        }
        assertThat(infeasible.minimal()).isTrue();
        assertThat(infeasible.rules()).isNotEmpty();
        PlacementProblem those = problem;
        for (ConflictRule rule : Conflict.rules(problem)) {
            those = infeasible.rules().contains(rule) ? those : Conflict.without(those, rule);
        }
        assertThat(new Exhaustive(those).best()).isEmpty();
        for (ConflictRule rule : infeasible.rules()) {
            assertThat(new Exhaustive(Conflict.without(those, rule)).best())
                    .as("without %s", rule)
                    .isPresent();
        }
    }

    @Property(tries = 500)
    void aSearchAtItsBoundClaimsNothing(@ForAll long seed) {
        PlacementProblem problem = SmallProblem.of(seed);
        Optional<Map<String, String>> best = new Exhaustive(problem).best();

        Solution solution = Solver.solve(problem, 3);

        if (solution instanceof Undecided undecided) {
            undecided
                    .bestFound()
                    .ifPresent(plan -> assertThat(undecided.bound()).isLessThanOrEqualTo(plan.score()));
        } else {
            assertThat(SmallProblem.nodes(solution)).isEqualTo(best);
        }
    }

    @Property(tries = 500)
    void whatIsOptimalStaysWhereItIs(@ForAll long seed) {
        PlacementProblem problem = SmallProblem.of(seed);
        if (Solver.solve(problem) instanceof Optimal optimal) {
            PlacementProblem settled = new PlacementProblem(
                    problem.levels(),
                    problem.nodes(),
                    problem.replicas().stream()
                            .map(r -> new PlacementProblem.Replica(
                                    r.name(),
                                    Optional.ofNullable(optimal.plan().nodes().get(r.name())),
                                    r.primary(),
                                    r.movable(),
                                    r.eligible()))
                            .toList(),
                    problem.spreads(),
                    problem.antiAffinity());

            assertThat(SmallProblem.nodes(Solver.solve(settled)))
                    .contains(optimal.plan().nodes());
        }
    }

    @Property(tries = 2000)
    void givingUpARuleNeverMakesItWorse(@ForAll long seed) {
        PlacementProblem problem = SmallProblem.of(seed);
        if (!(Solver.solve(problem) instanceof Optimal before)) {
            return;
        }
        for (PlacementProblem easier : easier(problem)) {
            assertThat(Solver.solve(easier))
                    .as("%s", easier)
                    .isInstanceOfSatisfying(
                            Optimal.class,
                            after -> assertThat(comparable(after.plan().score()))
                                    .isLessThanOrEqualTo(
                                            comparable(before.plan().score())));
        }
    }

    /** Without what is summed over the rules themselves, and what comes after it. */
    private static Score comparable(Score score) {
        return new Score(score.counts(), score.primaryMoves(), score.moves(), 0, 0);
    }

    /** Each with one rule less, or a weaker one. */
    private static List<PlacementProblem> easier(PlacementProblem p) {
        List<PlacementProblem> all = new ArrayList<>();
        for (int i = 0; i < p.spreads().size(); i++) {
            HardSpread spread = p.spreads().get(i);
            List<HardSpread> wider = new ArrayList<>(p.spreads());
            wider.set(i, new HardSpread(spread.key(), spread.maxSkew() + 1, spread.minDomains(), spread.frozen()));
            all.add(new PlacementProblem(p.levels(), p.nodes(), p.replicas(), wider, p.antiAffinity()));
            List<HardSpread> fewer = new ArrayList<>(p.spreads());
            fewer.remove(i);
            all.add(new PlacementProblem(p.levels(), p.nodes(), p.replicas(), fewer, p.antiAffinity()));
        }
        for (int i = 0; i < p.antiAffinity().size(); i++) {
            List<String> fewer = new ArrayList<>(p.antiAffinity());
            fewer.remove(i);
            all.add(new PlacementProblem(p.levels(), p.nodes(), p.replicas(), p.spreads(), fewer));
        }
        p.nodes().forEach(node -> all.add(p.withRoom(node.name(), node.room() + 1)));
        all.add(new PlacementProblem(
                p.levels(),
                p.nodes(),
                p.replicas().stream().map(Replica::free).toList(),
                p.spreads(),
                p.antiAffinity()));
        return all;
    }
}
