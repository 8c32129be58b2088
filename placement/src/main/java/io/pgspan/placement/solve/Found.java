package io.pgspan.placement.solve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A placement that keeps every rule and can be created.
 *
 * @param counts replicas by node
 * @param labelling who goes where
 * @param order the node of each creation after the bound ones
 * @param score its worth
 */
record Found(int[] counts, Labelling labelling, List<Integer> order, Score score) implements Comparable<Found> {

    /** With its worth; empty when no order reaches it. */
    static Optional<Found> of(Grid grid, int[] counts, Labelling labelling, CreationOrder.Found order) {
        return order.nodes()
                .map(nodes -> new Found(
                        counts, labelling, nodes, grid.score(counts, labelling.primaryMoves(), labelling.moves())));
    }

    /** By worth, then more replicas on the first names. */
    @Override
    public int compareTo(Found other) {
        int c = score.compareTo(other.score);
        return c != 0 ? c : -Arrays.compare(counts, other.counts);
    }

    ReplicaPlan plan(Grid grid) {
        return PlanWriter.write(grid, this);
    }
}
