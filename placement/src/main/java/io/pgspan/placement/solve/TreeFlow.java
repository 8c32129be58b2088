package io.pgspan.placement.solve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Places replicas whose nodes differ over nested domains: a flow from each replica through a node it may use, then up through the domains
 * that hold the node, from the smallest to the largest. Each unit of a domain's arc costs what one more replica there costs, which rises,
 * so that the cheapest flow is the best placement: exact.
 *
 * <p>Cost: a {@link MinCostFlow} of one unit for each replica, over replicas × nodes + domains × replicas arcs, for each box.
 */
final class TreeFlow {
    private final Grid grid;
    private final Prices prices;
    private final Box box;
    private final MinCostFlow flow = new MinCostFlow();
    private final List<Domain> domains;

    private TreeFlow(Grid grid, Prices prices, Box box) {
        this.grid = grid;
        this.prices = prices;
        this.box = box;
        this.domains = Domain.smallestFirst(grid);
    }

    /** The nodes of a key's domain. */
    record Domain(int key, int domain, BitSet nodes) {
        static List<Domain> smallestFirst(Grid grid) {
            List<Domain> all = new ArrayList<>();
            for (int k = 0; k < grid.keys.size(); k++) {
                Key key = grid.keys.get(k);
                for (int d = 0; d < key.size(); d++) {
                    BitSet nodes = new BitSet();
                    for (int j = 0; j < key.domainOf().length; j++) {
                        nodes.set(j, key.domainOf()[j] == d);
                    }
                    all.add(new Domain(k, d, nodes));
                }
            }
            all.sort((a, b) -> Integer.compare(a.nodes.cardinality(), b.nodes.cardinality()));
            return all;
        }

        boolean holds(BitSet others) {
            BitSet outside = (BitSet) others.clone();
            outside.andNot(nodes);
            return outside.isEmpty();
        }
    }

    /** Whether of any two domains one holds the other or they share no node. Cost: domains². */
    static boolean isNested(Grid grid) {
        List<Domain> all = Domain.smallestFirst(grid).stream()
                .filter(d -> d.nodes.cardinality() > 1)
                .toList();
        for (int i = 0; i < all.size(); i++) {
            for (int k = i + 1; k < all.size(); k++) {
                if (all.get(i).nodes.intersects(all.get(k).nodes) && !all.get(k).holds(all.get(i).nodes)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The best counts in the box, by node; empty when there are none. */
    static Optional<int[]> fill(Grid grid, Prices prices, Box box) {
        return new TreeFlow(grid, prices, box).run();
    }

    private Optional<int[]> run() {
        int source = flow.vertex();
        int sink = flow.vertex();
        int[] entries = new int[domains.size()];
        Arrays.setAll(entries, i -> flow.vertex());
        for (int i = 0; i < entries.length; i++) {
            int up = parent(domains.get(i).nodes, i + 1);
            units(domains.get(i), entries[i], up < 0 ? sink : entries[up]);
        }
        int[] nodes = new int[grid.nodes.size()];
        int[] out = new int[nodes.length];
        for (int j = 0; j < nodes.length; j++) {
            nodes[j] = flow.vertex();
            BitSet self = new BitSet();
            self.set(j);
            int up = parent(self, 0);
            // what is demanded of a node are bound replicas, which have no other node to go to
            out[j] = flow.arc(nodes[j], up < 0 ? sink : entries[up], grid.high[j], prices.onNode(j, Integer.MAX_VALUE));
        }
        for (int i = 0; i < grid.size(); i++) {
            int replica = flow.vertex();
            flow.arc(source, replica, 1, BigInteger.ZERO);
            for (int j = 0; j < nodes.length; j++) {
                if (grid.eligible[i].get(j)) {
                    flow.arc(replica, nodes[j], 1, prices.savedBy(i, j).negate());
                }
            }
        }
        if (!flow.send(source, sink, grid.size())) {
            return Optional.empty();
        }
        int[] counts = Arrays.stream(out).map(flow::flow).toArray();
        return grid.keeps(counts) ? Optional.of(counts) : Optional.empty();
    }

    private void units(Domain domain, int from, int to) {
        Key key = grid.keys.get(domain.key);
        int most = box.most(domain.key, key, domain.domain, grid.size());
        int least = box.least(domain.key, key, domain.domain);
        for (int count = 0; count < most; count++) {
            flow.arc(from, to, 1, prices.inDomain(key, count, least));
        }
    }

    private int parent(BitSet nodes, int from) {
        for (int i = from; i < domains.size(); i++) {
            if (domains.get(i).holds(nodes)) {
                return i;
            }
        }
        return -1;
    }
}
