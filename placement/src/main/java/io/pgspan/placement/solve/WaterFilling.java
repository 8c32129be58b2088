package io.pgspan.placement.solve;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Places alike replicas over nested domains: each next one where it costs least, top down: in the emptiest domain of the first level that
 * has room, there in the emptiest of the second, and so on, then where something stays, then where it is cheap, then the first name.
 *
 * <p>Greedy, and exact: within a {@link Box} the objective is a sum of convex functions of the counts of nested sets, which is M♮-convex,
 * and of such functions a best placement of k + 1 replicas is always a best one of k with one more somewhere.
 *
 * <p>Cost: replicas × nodes × keys for each box.
 */
final class WaterFilling {
    private WaterFilling() {}

    /** The best counts in the box, by node; empty when there are none. */
    static Optional<int[]> fill(Grid grid, Prices prices, Box box) {
        int[] counts = new int[grid.nodes.size()];
        int[][] domains = grid.keys.stream().map(k -> new int[k.size()]).toArray(int[][]::new);
        for (int placed = 0; placed < grid.size(); placed++) {
            int best = -1;
            BigInteger least = BigInteger.ZERO;
            for (int j = 0; j < counts.length; j++) {
                if (hasRoom(grid, box, counts, domains, j)) {
                    BigInteger price = price(grid, prices, box, counts, domains, j);
                    if (best < 0 || price.compareTo(least) < 0) {
                        best = j;
                        least = price;
                    }
                }
            }
            if (best < 0) {
                return Optional.empty();
            }
            counts[best]++;
            for (int k = 0; k < domains.length; k++) {
                domains[k][grid.keys.get(k).domainOf()[best]]++;
            }
        }
        return grid.keeps(counts) ? Optional.of(counts) : Optional.empty();
    }

    private static boolean hasRoom(Grid grid, Box box, int[] counts, int[][] domains, int node) {
        if (counts[node] >= grid.high[node]) {
            return false;
        }
        for (int k = 0; k < domains.length; k++) {
            Key key = grid.keys.get(k);
            int d = key.domainOf()[node];
            if (domains[k][d] >= box.most(k, key, d, grid.size())) {
                return false;
            }
        }
        return true;
    }

    private static BigInteger price(Grid grid, Prices prices, Box box, int[] counts, int[][] domains, int node) {
        BigInteger price = prices.onNode(node, counts[node]).subtract(prices.saved(node, counts[node]));
        for (int k = 0; k < domains.length; k++) {
            Key key = grid.keys.get(k);
            int d = key.domainOf()[node];
            price = price.add(prices.inDomain(key, domains[k][d], box.least(k, key, d)));
        }
        return price;
    }
}
