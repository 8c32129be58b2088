package io.pgspan.placement.solve;

import java.util.List;

/**
 * How good a placement is; less is better, each part only where all before it are equal.
 *
 * @param counts of each level in order, the replicas in each domain, largest first, empty domains included
 * @param primaryMoves 1 when the primary leaves its node, else 0
 * @param moves replicas that leave their node, the primary included
 * @param skew the largest minus the smallest counted domain, summed over the hard spreads
 * @param cost the sum of the nodes' costs
 */
public record Score(List<List<Integer>> counts, int primaryMoves, int moves, int skew, long cost)
        implements Comparable<Score> {
    /** Copies the lists. */
    public Score {
        counts = counts.stream().map(List::copyOf).toList();
    }

    @Override
    public int compareTo(Score other) {
        int c = compareLevels(counts, other.counts);
        c = c != 0 ? c : Integer.compare(primaryMoves, other.primaryMoves);
        c = c != 0 ? c : Integer.compare(moves, other.moves);
        c = c != 0 ? c : Integer.compare(skew, other.skew);
        return c != 0 ? c : Long.compare(cost, other.cost);
    }

    /** Level by level, the larger counts first. */
    static int compareLevels(List<List<Integer>> a, List<List<Integer>> b) {
        for (int level = 0; level < a.size(); level++) {
            for (int i = 0; i < a.get(level).size(); i++) {
                int c = Integer.compare(a.get(level).get(i), b.get(level).get(i));
                if (c != 0) {
                    return c;
                }
            }
        }
        return 0;
    }
}
