package io.pgspan.placement.solve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One problem decided by the cheapest way that is exact for it. */
final class Decision {
    private Decision() {}

    /** The best there is, or just any, which is all that a conflict asks for. */
    static Search.Result of(Grid grid, boolean anyWill, int stepsMax) {
        boolean nested = TreeFlow.isNested(grid);
        List<int[]> fillings = fillings(grid, nested);
        List<Found> seeds = new ArrayList<>();
        Found best = null;
        boolean bestIsReachable = true;
        for (int[] counts : fillings) {
            Labelling labelling = Labelling.of(grid, counts).orElse(null);
            if (labelling == null) {
                continue;
            }
            CreationOrder.Found order = CreationOrder.of(grid, counts);
            Score score = grid.score(counts, labelling.primaryMoves(), labelling.moves());
            Found found = new Found(counts, labelling, order.nodes().orElse(List.of()), score);
            if (best == null || found.compareTo(best) < 0) {
                best = found;
                bestIsReachable = order.nodes().isPresent();
            }
            if (order.nodes().isPresent()) {
                seeds.add(found);
            }
        }
        boolean decided = (nested && (best == null || bestIsReachable)) || (anyWill && !seeds.isEmpty());
        if (decided) {
            Optional<Found> answer = seeds.stream().min(Comparator.naturalOrder());
            Score bound = answer.map(Found::score).orElseGet(() -> new Score(List.of(), 0, 0, 0, 0));
            return new Search.Result(answer, true, bound, 0);
        }
        return Search.run(grid, seeds, anyWill, stepsMax);
    }

    private static List<int[]> fillings(Grid grid, boolean nested) {
        Prices prices = new Prices(grid);
        List<int[]> fillings = new ArrayList<>();
        for (Box box : Box.all(grid)) {
            Optional<int[]> counts =
                    nested && !grid.alike ? TreeFlow.fill(grid, prices, box) : WaterFilling.fill(grid, prices, box);
            counts.ifPresent(fillings::add);
        }
        return fillings;
    }
}
