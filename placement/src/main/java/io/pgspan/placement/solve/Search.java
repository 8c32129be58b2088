package io.pgspan.placement.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Depth-first branch and bound over the counts of the nodes in order of name. A branch is cut when what {@link Bounds} says of the rest is
 * no better than the best found. Nodes that differ by name only have counts that fall with the name, so that each class of them is looked
 * at once.
 *
 * <p>Complete for any keys, crossing ones too, within {@link #STEPS_MAX} states; the number of states grows with the number of count
 * vectors that are water-filled on every level, at worst with all of them.
 */
final class Search {
    /** States after which the answer is that nothing is decided. */
    static final int STEPS_MAX = 200_000;

    private final Grid grid;
    private final Bounds bounds;
    private final boolean anyWill;
    private final int stepsMax;
    private final int[] twin;
    private final int[] counts;
    private @Nullable Found best;
    private int steps;
    private boolean cutShort;

    private Search(Grid grid, boolean anyWill, int stepsMax) {
        this.grid = grid;
        this.bounds = new Bounds(grid);
        this.anyWill = anyWill;
        this.stepsMax = stepsMax;
        this.counts = new int[grid.nodes.size()];
        this.twin = Twins.of(grid);
    }

    /**
     * What came of it.
     *
     * @param best the best found, or empty
     * @param proven whether there is no better one, or none
     * @param bound no placement is better
     * @param steps states looked at
     */
    record Result(Optional<Found> best, boolean proven, Score bound, int steps) {}

    /** Searches for the best, or for any; seeds are placements known already. */
    static Result run(Grid grid, List<Found> seeds, boolean anyWill, int stepsMax) {
        Search search = new Search(grid, anyWill, stepsMax);
        search.best = seeds.stream().min(Comparator.naturalOrder()).orElse(null);
        Score root = search.bounds.score(search.counts, 0);
        search.descend(0, 0);
        return new Result(Optional.ofNullable(search.best), !search.cutShort, root, search.steps);
    }

    private void descend(int at, int placed) {
        if (anyWill && best != null) {
            return;
        }
        if (++steps > stepsMax) {
            cutShort = true;
            return;
        }
        if (at == counts.length) {
            judge();
            return;
        }
        for (int count : candidates(at, grid.size() - placed)) {
            counts[at] = count;
            if (bounds.canFit(counts, at + 1) && isWorthIt(at + 1)) {
                descend(at + 1, placed + count);
            }
            if (cutShort && steps > stepsMax) {
                break;
            }
        }
        counts[at] = 0;
    }

    /** The even share first. */
    private List<Integer> candidates(int at, int rest) {
        int most = Math.min(rest, grid.high[at]);
        most = twin[at] < 0 ? most : Math.min(most, counts[twin[at]]);
        int left = (int)
                IntStream.range(at, counts.length).filter(j -> grid.high[j] > 0).count();
        int share = left == 0 ? 0 : (rest + left - 1) / left;
        List<Integer> all = new ArrayList<>();
        for (int count = most; count >= grid.low[at]; count--) {
            all.add(count);
        }
        all.sort(Comparator.comparingInt(c -> Math.abs(c - share)));
        return all;
    }

    private boolean isWorthIt(int assigned) {
        Found known = best;
        if (known == null) {
            return true;
        }
        int c = bounds.score(counts, assigned).compareTo(known.score());
        return c != 0 ? c < 0 : Arrays.compare(counts, 0, assigned, known.counts(), 0, assigned) >= 0;
    }

    private void judge() {
        if (!grid.keeps(counts)) {
            return;
        }
        int[] copy = counts.clone();
        Labelling labelling = Labelling.of(grid, copy).orElse(null);
        Found known = best;
        if (labelling == null) {
            return;
        }
        Found hope =
                new Found(copy, labelling, List.of(), grid.score(copy, labelling.primaryMoves(), labelling.moves()));
        if (known != null && hope.compareTo(known) >= 0) {
            return;
        }
        CreationOrder.Found order = CreationOrder.of(grid, copy);
        Found.of(grid, copy, labelling, order).ifPresent(found -> best = found);
        cutShort |= !order.certain();
    }
}
