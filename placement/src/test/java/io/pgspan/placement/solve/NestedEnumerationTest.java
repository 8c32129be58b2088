package io.pgspan.placement.solve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.placement.solve.PlacementProblem.Candidate;
import io.pgspan.placement.solve.PlacementProblem.HardSpread;
import io.pgspan.placement.solve.PlacementProblem.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * All zones of one or two nodes with room for none, one or two, up to three of them, up to symmetry; one to four alike replicas; without a
 * hard spread, and with one over zones or over nodes: greedy, flow and trying everything agree.
 */
class NestedEnumerationTest {
    private static final int ZONES_MAX = 3;
    private static final int REPLICAS_MAX = 4;
    private static final List<List<Integer>> ZONES = List.of(
            List.of(0),
            List.of(1),
            List.of(2),
            List.of(0, 0),
            List.of(0, 1),
            List.of(0, 2),
            List.of(1, 1),
            List.of(1, 2),
            List.of(2, 2));
    private static final List<String> LEVELS = List.of("zone", "host");

    @Test
    void greedyAndFlowAndTryingEverythingAgree() {
        int problems = 0;
        for (List<Candidate> nodes : worlds()) {
            for (int replicas = 1; replicas <= REPLICAS_MAX; replicas++) {
                PlacementProblem free = PlacementProblem.of(LEVELS, nodes, replicas(replicas));
                for (PlacementProblem problem :
                        List.of(free, free.with(HardSpread.of("zone", 1)), free.with(HardSpread.of("host", 1)))) {
                    agree(problem);
                    problems++;
                }
            }
        }
        assertThat(problems).isEqualTo((9 + 45 + 165) * REPLICAS_MAX * 3);
    }

    private static void agree(PlacementProblem problem) {
        Grid grid = new Grid(problem);
        Prices prices = new Prices(grid);
        assertThat(grid.alike).isTrue();
        assertThat(TreeFlow.isNested(grid)).isTrue();
        for (Box box : Box.all(grid)) {
            assertThat(score(grid, TreeFlow.fill(grid, prices, box)))
                    .as("%s", problem)
                    .isEqualTo(score(grid, WaterFilling.fill(grid, prices, box)));
        }
        assertThat(SmallProblem.nodes(Solver.solve(problem)))
                .as("%s", problem)
                .isEqualTo(new Exhaustive(problem).best());
    }

    private static Optional<Score> score(Grid grid, Optional<int[]> counts) {
        return counts.map(found -> grid.score(found, 0, 0));
    }

    private static List<Replica> replicas(int count) {
        return IntStream.range(0, count).mapToObj(i -> Replica.absent("p" + i)).toList();
    }

    /** Zones in the order of their kinds, so that no two worlds differ by names alone. */
    private static List<List<Candidate>> worlds() {
        List<List<Candidate>> all = new ArrayList<>();
        choose(0, List.of(), all);
        return all;
    }

    private static void choose(int from, List<List<Integer>> zones, List<List<Candidate>> all) {
        if (!zones.isEmpty()) {
            all.add(world(zones));
        }
        if (zones.size() < ZONES_MAX) {
            for (int kind = from; kind < ZONES.size(); kind++) {
                List<List<Integer>> more = new ArrayList<>(zones);
                more.add(ZONES.get(kind));
                choose(kind, more, all);
            }
        }
    }

    private static List<Candidate> world(List<List<Integer>> zones) {
        List<Candidate> nodes = new ArrayList<>();
        for (int zone = 0; zone < zones.size(); zone++) {
            for (int room : zones.get(zone)) {
                String name = "n" + nodes.size();
                nodes.add(Candidate.of(name, room, Map.of("zone", "z" + zone, "host", name)));
            }
        }
        return nodes;
    }
}
