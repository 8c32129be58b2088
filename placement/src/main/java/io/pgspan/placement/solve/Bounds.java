package io.pgspan.placement.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What no completion of some nodes' counts can beat: on each level by itself the water filling of the rest over what room its domains
 * have left, and of moves and cost what the known nodes make certain. Cost: keys × (nodes + rest × domains).
 */
final class Bounds {
    private final Grid grid;
    private final int[][][] roomAfter;
    private final int[] stay;
    private final int movesForced;
    private final int primaryNode;

    Bounds(Grid grid) {
        this.grid = grid;
        int nodes = grid.nodes.size();
        roomAfter = new int[grid.keys.size()][nodes + 1][];
        for (int k = 0; k < roomAfter.length; k++) {
            Key key = grid.keys.get(k);
            roomAfter[k][nodes] = new int[key.size()];
            for (int j = nodes - 1; j >= 0; j--) {
                roomAfter[k][j] = roomAfter[k][j + 1].clone();
                roomAfter[k][j][key.domainOf()[j]] += grid.high[j];
            }
        }
        stay = new int[nodes];
        int forced = 0;
        int primary = -1;
        for (int i = 0; i < grid.size(); i++) {
            int home = grid.present[i];
            if (home >= 0 && grid.replicas.get(i).movable()) {
                if (grid.eligible[i].get(home)) {
                    stay[home]++;
                    primary = grid.replicas.get(i).primary() ? home : primary;
                } else {
                    forced++;
                }
            }
        }
        movesForced = forced;
        primaryNode = primary;
    }

    /** False when no completion keeps the rules. */
    boolean canFit(int[] counts, int assigned) {
        int rest = rest(counts, assigned);
        int demanded = 0;
        for (int j = assigned; j < counts.length; j++) {
            demanded += grid.low[j];
        }
        if (demanded > rest) {
            return false;
        }
        for (int k = 0; k < grid.keys.size(); k++) {
            int[] now = tally(k, counts, assigned);
            int[] top = tops(k, now, assigned);
            int fits = 0;
            for (int d = 0; d < now.length; d++) {
                if (now[d] > top[d]) {
                    return false;
                }
                fits += top[d] - now[d];
            }
            if (fits < rest || lacking(grid.keys.get(k), now) > rest) {
                return false;
            }
        }
        return true;
    }

    /** The bound of what this can become. */
    Score score(int[] counts, int assigned) {
        List<List<Integer>> levels = new ArrayList<>();
        for (int k = 0; k < grid.levels.size(); k++) {
            levels.add(filled(k, counts, assigned));
        }
        int moves = movesForced;
        long cost = 0;
        for (int j = 0; j < assigned; j++) {
            moves += Math.max(0, stay[j] - (counts[j] - grid.low[j]));
            cost += counts[j] * grid.nodes.get(j).cost();
        }
        boolean primaryMoves =
                primaryNode >= 0 && primaryNode < assigned && counts[primaryNode] == grid.low[primaryNode];
        return new Score(levels, primaryMoves ? 1 : 0, moves, 0, cost);
    }

    private List<Integer> filled(int level, int[] counts, int assigned) {
        int[] now = tally(level, counts, assigned);
        int[] top = tops(level, now, assigned);
        for (int rest = rest(counts, assigned); rest > 0; rest--) {
            int lowest = -1;
            for (int d = 0; d < now.length; d++) {
                if (now[d] < top[d] && (lowest < 0 || now[d] < now[lowest])) {
                    lowest = d;
                }
            }
            if (lowest < 0) {
                break;
            }
            now[lowest]++;
        }
        return Grid.largestFirst(now);
    }

    private int[] tops(int k, int[] now, int assigned) {
        Key key = grid.keys.get(k);
        int[] top = new int[now.length];
        for (int d = 0; d < top.length; d++) {
            top[d] = Math.min(now[d] + roomAfter[k][assigned][d], key.cap(d, grid.size()));
        }
        if (key.spread() != null) {
            long most = (long) key.floor(top) + key.spread().maxSkew();
            for (int d = 0; d < top.length; d++) {
                top[d] = d == key.missing() ? top[d] : (int) Math.min(top[d], most);
            }
        }
        return top;
    }

    /** How many more the lowest domains need for the highest to be within the skew. */
    private int lacking(Key key, int[] now) {
        if (key.spread() == null) {
            return 0;
        }
        int max = 0;
        for (int d = 0; d < now.length; d++) {
            max = Math.max(max, d == key.missing() ? 0 : now[d]);
        }
        int least = max - key.spread().maxSkew();
        int lacking = 0;
        for (int d = 0; d < now.length; d++) {
            lacking += d == key.missing() ? 0 : Math.max(0, least - now[d]);
        }
        return lacking;
    }

    private int[] tally(int k, int[] counts, int assigned) {
        int[] domains = new int[grid.keys.get(k).size()];
        for (int j = 0; j < assigned; j++) {
            domains[grid.keys.get(k).domainOf()[j]] += counts[j];
        }
        return domains;
    }

    private int rest(int[] counts, int assigned) {
        return grid.size() - Arrays.stream(counts, 0, assigned).sum();
    }
}
