package io.pgspan.placement.solve;

import java.math.BigInteger;

/**
 * The objective as one number, so that one more replica somewhere has one price. Every part is scaled above the largest sum of all parts
 * that matter less; the k-th replica in a domain costs a power of more than the number of domains, so that sums compare as sorted counts
 * do. Prices rise with each replica in the same place: the sum is convex on every node and domain.
 */
final class Prices {
    private final Grid grid;
    private final BigInteger[] names;
    private final BigInteger cost;
    private final BigInteger move;
    private final BigInteger primary;
    private final BigInteger[][] levels;
    private final BigInteger demand;
    private final int[][] stay;

    Prices(Grid grid) {
        this.grid = grid;
        int nodes = grid.nodes.size();
        BigInteger replicas = BigInteger.valueOf(grid.size() + 1L);
        names = new BigInteger[nodes];
        BigInteger unit = BigInteger.ONE;
        for (int j = nodes - 1; j >= 0; j--) {
            names[j] = unit;
            unit = unit.multiply(replicas);
        }
        cost = unit;
        long costMax = grid.nodes.stream().mapToLong(n -> n.cost()).max().orElse(0);
        move = cost.multiply(BigInteger.valueOf(costMax * grid.size() + 1));
        primary = move.multiply(replicas);
        unit = primary.multiply(replicas);
        levels = new BigInteger[grid.levels.size()][grid.size() + 1];
        for (int level = grid.levels.size() - 1; level >= 0; level--) {
            BigInteger step = BigInteger.valueOf(grid.keys.get(level).size() + 1L); // keys begin with the levels
            for (int count = 0; count <= grid.size(); count++) {
                levels[level][count] = unit;
                unit = unit.multiply(step);
            }
        }
        demand = unit.multiply(BigInteger.TWO);
        stay = new int[nodes][2];
        for (int i = 0; i < grid.size(); i++) {
            boolean stays =
                    grid.present[i] >= 0 && grid.replicas.get(i).movable() && grid.eligible[i].get(grid.present[i]);
            if (stays) {
                stay[grid.present[i]][grid.replicas.get(i).primary() ? 1 : 0]++;
            }
        }
    }

    /** One more replica on a node that has so many: what it costs there, and what is demanded there. */
    BigInteger onNode(int node, int count) {
        BigInteger price =
                cost.multiply(BigInteger.valueOf(grid.nodes.get(node).cost())).subtract(names[node]);
        return count < grid.low[node] ? price.subtract(demand) : price;
    }

    /** What it saves that one of alike replicas stays on a node that has so many. */
    BigInteger saved(int node, int count) {
        int free = count - grid.low[node];
        if (free < 0 || free >= stay[node][0] + stay[node][1]) {
            return BigInteger.ZERO;
        }
        return free == 0 && stay[node][1] > 0 ? primary.add(move) : move;
    }

    /** What it saves that this replica stays on this node. */
    BigInteger savedBy(int replica, int node) {
        if (grid.present[replica] != node) {
            return BigInteger.ZERO;
        }
        return grid.replicas.get(replica).primary() ? primary.add(move) : move;
    }

    /** One more replica in a domain that has so many and must have at least so many. */
    BigInteger inDomain(Key key, int count, int least) {
        BigInteger price = key.level() < 0 ? BigInteger.ZERO : levels[key.level()][count];
        return count < least ? price.subtract(demand) : price;
    }
}
