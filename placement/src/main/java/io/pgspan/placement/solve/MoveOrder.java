package io.pgspan.placement.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The order in which replicas are recreated on their new nodes, one at a time: missing ones first where that works, the primary last.
 * Every creation must fit the node's room, required anti-affinity and hard spread as they are at that moment, and every deletion must
 * leave enough running. Depth first; sets of finished moves that led nowhere are remembered. Cost: moves² when no choice is wrong, at most
 * {@link #STATES_MAX} sets.
 */
final class MoveOrder {
    /** Sets of finished moves after which the search gives up. */
    static final int STATES_MAX = 50_000;

    private final Grid grid;
    private final int[] target;
    private final int runningMin;
    private final boolean guarded;
    private final int[] floor;
    private final int[] now;
    private final List<Integer> order = new ArrayList<>();
    private final Set<Long> dead = new HashSet<>();

    private MoveOrder(Grid grid, int[] target, int runningMin, boolean guarded) {
        this.grid = grid;
        this.target = target;
        this.runningMin = runningMin;
        this.guarded = guarded;
        this.now = grid.present.clone();
        int[] before = survivable(now);
        int[] after = survivable(target);
        this.floor = new int[before.length];
        Arrays.setAll(floor, level -> Math.min(before[level], after[level]));
    }

    /** The replicas in the order of their moves; guarded: no state in between survives less than both ends on any level. */
    static Optional<List<Integer>> of(Grid grid, int[] target, int runningMin, boolean guarded) {
        MoveOrder search = new MoveOrder(grid, target, runningMin, guarded);
        return search.run(0) ? Optional.of(search.order) : Optional.empty();
    }

    private boolean run(long done) {
        if (Arrays.equals(now, target)) {
            return true;
        }
        if (dead.size() >= STATES_MAX || dead.contains(done)) {
            return false;
        }
        for (int replica : waiting()) {
            int from = now[replica];
            now[replica] = -1;
            boolean fits = (from < 0 || running() >= runningMin) && fits(target[replica]);
            now[replica] = target[replica];
            if (fits && (!guarded || isGuarded())) {
                order.add(replica);
                if (run(done | 1L << replica)) {
                    return true;
                }
                order.remove(order.size() - 1);
            }
            now[replica] = from;
        }
        dead.add(done);
        return false;
    }

    private List<Integer> waiting() {
        List<Integer> missing = new ArrayList<>();
        List<Integer> moving = new ArrayList<>();
        int primary = -1;
        for (int i = 0; i < now.length; i++) {
            if (now[i] != target[i]) {
                if (grid.replicas.get(i).primary()) {
                    primary = i;
                } else {
                    (now[i] < 0 ? missing : moving).add(i);
                }
            }
        }
        missing.addAll(moving);
        return missing.isEmpty() && primary >= 0 ? List.of(primary) : missing;
    }

    private int running() {
        return (int) Arrays.stream(now).filter(node -> node >= 0).count();
    }

    private boolean fits(int node) {
        int[] counts = counts(now);
        if (counts[node] >= grid.nodes.get(node).room()) {
            return false;
        }
        for (Key key : grid.keys) {
            int[] domains = key.tally(counts);
            int domain = key.domainOf()[node];
            if (domains[domain] >= key.cap(domain, grid.size()) || !key.allows(domains, domain)) {
                return false;
            }
        }
        return true;
    }

    private boolean isGuarded() {
        int[] survivable = survivable(now);
        for (int level = 0; level < floor.length; level++) {
            if (survivable[level] < floor[level]) {
                return false;
            }
        }
        return true;
    }

    /** On each level, how many of the fullest domains may fall so that a majority of all replicas is left; -1: there is none now. */
    private int[] survivable(int[] nodes) {
        int[] counts = counts(nodes);
        int spare = (grid.size() - 1) / 2
                - (int) Arrays.stream(nodes).filter(n -> n < 0).count();
        int[] survivable = new int[grid.levels.size()];
        for (int level = 0; level < survivable.length; level++) {
            int left = spare;
            survivable[level] = left < 0 ? -1 : 0;
            for (int count : Grid.largestFirst(grid.keys.get(level).tally(counts))) {
                left -= count;
                survivable[level] += left < 0 ? 0 : 1;
            }
        }
        return survivable;
    }

    private int[] counts(int[] nodes) {
        int[] counts = new int[grid.nodes.size()];
        Arrays.stream(nodes).filter(n -> n >= 0).forEach(n -> counts[n]++);
        return counts;
    }
}
