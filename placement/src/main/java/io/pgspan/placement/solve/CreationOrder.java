package io.pgspan.placement.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An order of creation in which every hard spread holds at every step, as kube-scheduler checks it: of the node's domain, its count plus
 * one minus the smallest is at most the skew. Bound replicas are there first.
 *
 * <p>With one spread, filling the lowest unfinished domain always works. With two there are placements that keep both in the end and
 * that no order reaches, so the lowest is only tried first, and what led nowhere is remembered. Cost: nodes × replicas when no choice is
 * wrong; at most {@link #STATES_MAX} states.
 */
final class CreationOrder {
    /** States after which the search gives up. */
    static final int STATES_MAX = 20_000;

    private final Grid grid;
    private final int[] target;
    private final int[] counts;
    private final int[][] domains;
    private final List<Integer> order = new ArrayList<>();
    private final Set<List<Integer>> dead = new HashSet<>();
    private boolean gaveUp;

    private CreationOrder(Grid grid, int[] target) {
        this.grid = grid;
        this.target = target;
        this.counts = grid.low.clone();
        this.domains = grid.spreads.stream().map(k -> k.tally(counts)).toArray(int[][]::new);
    }

    /**
     * What was found.
     *
     * @param nodes the node of each creation, in order, or empty
     * @param certain whether empty means that there is none
     */
    record Found(Optional<List<Integer>> nodes, boolean certain) {}

    static Found of(Grid grid, int[] target) {
        CreationOrder search = new CreationOrder(grid, target);
        return search.run() ? new Found(Optional.of(search.order), true) : new Found(Optional.empty(), !search.gaveUp);
    }

    private boolean run() {
        if (Arrays.equals(counts, target)) {
            return true;
        }
        List<Integer> state = Arrays.stream(counts).boxed().toList();
        if (dead.contains(state)) {
            return false;
        }
        for (int node : lowestFirst()) {
            add(node, 1);
            order.add(node);
            if (run()) {
                return true;
            }
            order.remove(order.size() - 1);
            add(node, -1);
        }
        gaveUp |= dead.size() >= STATES_MAX;
        if (!gaveUp) {
            dead.add(state);
        }
        return false;
    }

    private List<Integer> lowestFirst() {
        List<Integer> open = new ArrayList<>();
        for (int j = 0; j < target.length && !gaveUp; j++) {
            if (counts[j] < target[j] && fits(j)) {
                open.add(j);
            }
        }
        open.sort((a, b) -> {
            for (int k = 0; k < domains.length; k++) {
                int c = Integer.compare(height(k, a), height(k, b));
                if (c != 0) {
                    return c;
                }
            }
            return counts[a] != counts[b] ? Integer.compare(counts[a], counts[b]) : Integer.compare(a, b);
        });
        return open;
    }

    private int height(int spread, int node) {
        return domains[spread][grid.spreads.get(spread).domainOf()[node]];
    }

    private boolean fits(int node) {
        for (int k = 0; k < domains.length; k++) {
            Key key = grid.spreads.get(k);
            if (!key.allows(domains[k], key.domainOf()[node])) {
                return false;
            }
        }
        return true;
    }

    private void add(int node, int by) {
        counts[node] += by;
        for (int k = 0; k < domains.length; k++) {
            domains[k][grid.spreads.get(k).domainOf()[node]] += by;
        }
    }
}
