package io.pgspan.placement.solve;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest flow of a given size, by successive cheapest paths. Exact for integers of any size; costs may be negative as long as no
 * circle's sum is.
 *
 * <p>Cost: units × vertices × arcs at worst, near units × arcs in practice.
 */
final class MinCostFlow {
    private final List<List<Integer>> arcsOf = new ArrayList<>();
    private final List<Integer> heads = new ArrayList<>();
    private final List<Integer> capacities = new ArrayList<>();
    private final List<BigInteger> costs = new ArrayList<>();

    int vertex() {
        arcsOf.add(new ArrayList<>());
        return arcsOf.size() - 1;
    }

    /** Adds an arc and returns its number. */
    int arc(int from, int to, int capacity, BigInteger cost) {
        int id = half(from, to, capacity, cost);
        half(to, from, 0, cost.negate());
        return id;
    }

    private int half(int from, int to, int capacity, BigInteger cost) {
        heads.add(to);
        capacities.add(capacity);
        costs.add(cost);
        arcsOf.get(from).add(heads.size() - 1);
        return heads.size() - 1;
    }

    /** Sends so many units as cheaply as possible; false when they don't fit. */
    boolean send(int source, int sink, int units) {
        for (int sent = 0; sent < units; sent++) {
            int[] through = cheapest(source);
            if (through[sink] < 0) {
                return false;
            }
            for (int v = sink; v != source; v = heads.get(through[v] ^ 1)) {
                capacities.set(through[v], capacities.get(through[v]) - 1);
                capacities.set(through[v] ^ 1, capacities.get(through[v] ^ 1) + 1);
            }
        }
        return true;
    }

    /** Units on an arc. */
    int flow(int arc) {
        return capacities.get(arc ^ 1);
    }

    private int[] cheapest(int source) {
        int vertices = arcsOf.size();
        @Nullable BigInteger[] distance = new @Nullable BigInteger[vertices];
        int[] through = new int[vertices];
        Arrays.fill(through, -1);
        boolean[] queued = new boolean[vertices];
        Deque<Integer> queue = new ArrayDeque<>(List.of(source));
        distance[source] = BigInteger.ZERO;
        while (!queue.isEmpty()) { // bounded: no circle of negative cost, so each vertex improves finitely often
            int v = queue.remove();
            queued[v] = false;
            BigInteger here = distance[v];
            if (here == null) {
                continue;
            }
            for (int arc : arcsOf.get(v)) {
                int head = heads.get(arc);
                BigInteger there = distance[head];
                BigInteger now = here.add(costs.get(arc));
                if (capacities.get(arc) > 0 && (there == null || now.compareTo(there) < 0)) {
                    distance[head] = now;
                    through[head] = arc;
                    if (!queued[head]) {
                        queued[head] = true;
                        queue.add(head);
                    }
                }
            }
        }
        return through;
    }
}
