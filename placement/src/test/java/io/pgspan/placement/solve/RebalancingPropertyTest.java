package io.pgspan.placement.solve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import io.pgspan.placement.solve.PlacementProblem.Candidate;
import io.pgspan.placement.solve.PlacementProblem.Replica;
import io.pgspan.placement.solve.Solution.Optimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Moves carried out one by one, each checked by the rules' own words, against all orders of them. */
class RebalancingPropertyTest {

    @Property(tries = 2000)
    void everyMoveIsSafeAndAnOrderIsFoundWhenThereIsOne(@ForAll long seed) {
        PlacementProblem problem = SmallProblem.of(seed);
        if (!(Solver.solve(problem) instanceof Optimal optimal)) {
            return;
        }
        int runningMin = (int) Math.floorMod(seed, 4L);
        World world = new World(problem, optimal.plan(), runningMin);

        Plan plan = Rebalancing.plan(problem, optimal.plan(), runningMin);

        boolean guarded = world.anyOrder(world.start(), true);
        boolean safe = guarded || world.anyOrder(world.start(), false);
        assertThat(plan.risk() != Step.Risk.IMPOSSIBLE).isEqualTo(safe);
        assertThat(plan.title().contains("no order was found")).isEqualTo(!guarded);
        if (safe) {
            Map<String, String> now = world.start();
            for (Step step : plan.steps()) {
                String name = step.id().substring(step.id().indexOf('/') + 1);
                if (!step.id().startsWith("switchover/")) {
                    assertThat(world.move(now, name, guarded))
                            .as("%s of %s", step, plan)
                            .isTrue();
                }
            }
            assertThat(now).isEqualTo(optimal.plan().nodes());
        }
    }

    /** What runs where, and what may be done about it. */
    private static final class World {
        private final PlacementProblem problem;
        private final Map<String, String> target;
        private final int runningMin;
        private final List<Candidate> nodes;
        private final Exhaustive rules;

        World(PlacementProblem problem, ReplicaPlan target, int runningMin) {
            this.problem = problem;
            this.target = target.nodes();
            this.runningMin = runningMin;
            this.rules = new Exhaustive(problem);
            this.nodes = problem.nodes().stream()
                    .sorted(Comparator.comparing(Candidate::name))
                    .toList();
        }

        Map<String, String> start() {
            Map<String, String> now = new TreeMap<>();
            problem.replicas().forEach(r -> r.present().ifPresent(n -> now.put(r.name(), n)));
            return now;
        }

        boolean anyOrder(Map<String, String> now, boolean guarded) {
            if (now.equals(target)) {
                return true;
            }
            for (Replica replica : problem.replicas()) {
                Map<String, String> then = new TreeMap<>(now);
                if (move(then, replica.name(), guarded) && anyOrder(then, guarded)) {
                    return true;
                }
            }
            return false;
        }

        /** Moves one; false when it may not, or has nowhere to go. */
        boolean move(Map<String, String> now, String name, boolean guarded) {
            String to = target.getOrDefault(name, "");
            boolean primary = problem.replicas().stream()
                    .anyMatch(r -> r.primary() && r.name().equals(name));
            long waiting = target.keySet().stream()
                    .filter(n -> !Optional.ofNullable(now.get(n)).equals(Optional.ofNullable(target.get(n))))
                    .count();
            boolean was = now.containsKey(name);
            if (to.equals(now.get(name)) || (primary && waiting > 1)) {
                return false;
            }
            now.remove(name);
            int[] counts = counts(now);
            Candidate node =
                    nodes.stream().filter(n -> n.name().equals(to)).findFirst().orElseThrow();
            boolean repelled = problem.antiAffinity().stream()
                    .filter(node.labels()::containsKey)
                    .anyMatch(key -> now.values().stream()
                            .anyMatch(other -> Objects.equals(
                                    node.labels().get(key), labels(other).get(key))));
            boolean allowed = (!was || now.size() >= runningMin)
                    && counts[nodes.indexOf(node)] < node.room()
                    && !repelled
                    && rules.allows(counts, nodes.indexOf(node));
            now.put(name, to);
            return allowed && (!guarded || survivesAsMuch(now));
        }

        private Map<String, String> labels(String name) {
            return nodes.stream()
                    .filter(n -> n.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .labels();
        }

        private int[] counts(Map<String, String> now) {
            return nodes.stream()
                    .mapToInt(n ->
                            (int) now.values().stream().filter(n.name()::equals).count())
                    .toArray();
        }

        private boolean survivesAsMuch(Map<String, String> now) {
            return problem.levels().stream()
                    .allMatch(level ->
                            survives(now, level) >= Math.min(survives(start(), level), survives(target, level)));
        }

        /** How many of the fullest domains may fall with a majority of all left; -1 when there is none. */
        private int survives(Map<String, String> now, String level) {
            Map<String, Integer> counts = new TreeMap<>();
            nodes.forEach(n -> counts.put(n.labels().getOrDefault(level, ""), 0));
            now.values().forEach(n -> counts.merge(labels(n).getOrDefault(level, ""), 1, Integer::sum));
            List<Integer> falling = new ArrayList<>(counts.values());
            falling.sort(Comparator.reverseOrder());
            int majority = problem.replicas().size() / 2 + 1;
            int left = now.size();
            int fallen = left >= majority || problem.replicas().isEmpty() ? 0 : -1;
            for (int count : falling) {
                left -= count;
                fallen += fallen >= 0 && left >= majority ? 1 : 0;
            }
            return fallen;
        }
    }
}
