package io.pgspan.placement.solve;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Which replica goes to which node, when the counts are known: a cheapest bipartite matching, so that the primary stays if it can, then
 * as many others as can, then the first replica goes to the first node. All in one cost, exact.
 */
final class Labelling {
    private final int[] nodeOf;
    private final int primaryMoves;
    private final int moves;

    Labelling(int[] nodeOf, int primaryMoves, int moves) {
        this.nodeOf = nodeOf;
        this.primaryMoves = primaryMoves;
        this.moves = moves;
    }

    /** The node of each replica. */
    int[] nodeOf() {
        return nodeOf;
    }

    /** 1 when the primary leaves its node. */
    int primaryMoves() {
        return primaryMoves;
    }

    /** How many leave theirs. */
    int moves() {
        return moves;
    }

    /** The best; empty when the replicas' nodes don't allow these counts. */
    static Optional<Labelling> of(Grid grid, int[] counts) {
        int replicas = grid.size();
        BigInteger step = BigInteger.valueOf(counts.length + 1L);
        BigInteger[] names = new BigInteger[replicas + 1];
        names[replicas] = BigInteger.ONE;
        for (int i = replicas - 1; i >= 0; i--) {
            names[i] = names[i + 1].multiply(step);
        }
        BigInteger move = names[0].multiply(step);
        BigInteger primary = move.multiply(BigInteger.valueOf(replicas + 1L));
        MinCostFlow flow = new MinCostFlow();
        int source = flow.vertex();
        int sink = flow.vertex();
        int[] nodeVertex = new int[counts.length];
        for (int j = 0; j < counts.length; j++) {
            if (counts[j] > 0) {
                nodeVertex[j] = flow.vertex();
                flow.arc(nodeVertex[j], sink, counts[j], BigInteger.ZERO);
            }
        }
        int[][] arcs = new int[replicas][counts.length];
        for (int i = 0; i < replicas; i++) {
            int vertex = flow.vertex();
            flow.arc(source, vertex, 1, BigInteger.ZERO);
            for (int j = 0; j < counts.length; j++) {
                if (counts[j] > 0 && grid.eligible[i].get(j)) {
                    BigInteger cost = names[i + 1].multiply(BigInteger.valueOf(j));
                    if (grid.present[i] >= 0 && grid.present[i] != j) {
                        cost = cost.add(move).add(grid.replicas.get(i).primary() ? primary : BigInteger.ZERO);
                    }
                    arcs[i][j] = flow.arc(vertex, nodeVertex[j], 1, cost) + 1;
                }
            }
        }
        return flow.send(source, sink, replicas) ? Optional.of(read(grid, flow, arcs)) : Optional.empty();
    }

    private static Labelling read(Grid grid, MinCostFlow flow, int[][] arcs) {
        int[] nodeOf = new int[arcs.length];
        int primaryMoves = 0;
        int moves = 0;
        for (int i = 0; i < arcs.length; i++) {
            for (int j = 0; j < arcs[i].length; j++) {
                if (arcs[i][j] > 0 && flow.flow(arcs[i][j] - 1) > 0) {
                    nodeOf[i] = j;
                }
            }
            if (grid.present[i] >= 0 && grid.present[i] != nodeOf[i]) {
                moves++;
                primaryMoves += grid.replicas.get(i).primary() ? 1 : 0;
            }
        }
        return new Labelling(nodeOf, primaryMoves, moves);
    }
}
