package io.pgspan.placement.solve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A placement that keeps every rule and can be created.
 */
final class Found implements Comparable<Found> {
    private final int[] counts;
    private final Labelling labelling;
    private final List<Integer> order;
    private final Score score;

    Found(int[] counts, Labelling labelling, List<Integer> order, Score score) {
        this.counts = counts;
        this.labelling = labelling;
        this.order = order;
        this.score = score;
    }

    /** Replicas by node. */
    int[] counts() {
        return counts;
    }

    /** Who goes where. */
    Labelling labelling() {
        return labelling;
    }

    /** The node of each creation after the bound ones. */
    List<Integer> order() {
        return order;
    }

    /** Its worth. */
    Score score() {
        return score;
    }

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
