package io.pgspan.placement.solve;

import java.util.List;
import java.util.Optional;

/**
 * The best placement of a cluster's replicas over nodes, proven. What is best, each only where all before it are equal:
 *
 * <ol>
 *   <li>the hard rules: room, eligible nodes, bound volumes, required anti-affinity, hard spread in the end and at each creation;
 *   <li>survivability, level by level in their order: the replicas in the fullest domain, then in the next fullest, and so on;
 *   <li>that the primary stays;
 *   <li>that others stay;
 *   <li>the skew over the hard spreads' domains;
 *   <li>cost;
 *   <li>names: more replicas on the first node, then the first replica on the first node.
 * </ol>
 *
 * <p>A placement must be one that kube-scheduler would create replica by replica, bound ones being there first; there are placements
 * that keep two spreads in the end and that no such order reaches.
 *
 * <ul>
 *   <li>Nested labels and alike replicas: greedy ({@link WaterFilling}), exact, replicas × nodes × labels.
 *   <li>Nested labels and replicas with their own nodes: flow ({@link TreeFlow}), exact, polynomial.
 *   <li>Crossing labels, and nested ones whose best placement no order reaches: bounded search ({@link Search}), exact within
 *       {@link #STEPS_MAX} states, exponential at worst.
 *   <li>Who goes to which node, once counts are known: bipartite matching ({@link Labelling}), exact.
 * </ul>
 *
 * The first two are run once for each smallest count of each hard spread ({@link Box}). Pure: the same problem in any order, the same
 * answer.
 */
public final class Solver {
    /** States of one search after which the answer is {@link Solution.Undecided}. */
    public static final int STEPS_MAX = Search.STEPS_MAX;

    private Solver() {}

    /** Solves a problem. */
    public static Solution solve(PlacementProblem problem) {
        return solve(problem, STEPS_MAX);
    }

    static Solution solve(PlacementProblem problem, int stepsMax) {
        Grid grid = new Grid(problem);
        Search.Result result = Decision.of(grid, false, stepsMax);
        Optional<ReplicaPlan> plan = result.best().map(found -> found.plan(grid));
        if (!result.proven()) {
            return new Solution.Undecided(
                    plan, result.bound(), plan.map(p -> gap(grid.levels, p.score(), result.bound())), result.steps());
        }
        return plan.<Solution>map(Solution.Optimal::new).orElseGet(() -> Conflict.of(problem, stepsMax));
    }

    private static Solution.Gap gap(List<String> levels, Score found, Score bound) {
        for (int level = 0; level < levels.size(); level++) {
            for (int i = 0; i < found.counts().get(level).size(); i++) {
                int a = found.counts().get(level).get(i);
                int b = bound.counts().get(level).get(i);
                if (a != b) {
                    return new Solution.Gap(levels.get(level), a, b);
                }
            }
        }
        if (found.primaryMoves() != bound.primaryMoves()) {
            return new Solution.Gap("primaryMoves", found.primaryMoves(), bound.primaryMoves());
        }
        if (found.moves() != bound.moves()) {
            return new Solution.Gap("moves", found.moves(), bound.moves());
        }
        if (found.skew() != bound.skew()) {
            return new Solution.Gap("skew", found.skew(), bound.skew());
        }
        return found.cost() != bound.cost()
                ? new Solution.Gap("cost", found.cost(), bound.cost())
                : new Solution.Gap("names", 0, 0);
    }
}
