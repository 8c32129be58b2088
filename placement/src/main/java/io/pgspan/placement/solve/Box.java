package io.pgspan.placement.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Limits for each key's domains. A hard spread is not convex, but it is once its smallest count is fixed: every domain then lies between
 * that and that plus the skew. There are few smallest counts, at most replicas ÷ domains; of a spread whose label is no level every largest
 * count is tried as well, since its skew is part of the objective.
 */
final class Box {
    private final int[] least;
    private final int[] most;

    Box(int[] least, int[] most) {
        this.least = least;
        this.most = most;
    }

    /** Of each key, what every counted domain must have. */
    int[] least() {
        return least;
    }

    /** Of each key, what no counted domain may exceed. */
    int[] most() {
        return most;
    }

    /** All of them, so that each placement that keeps the hard spreads is in one at least, and only such placements are. */
    static List<Box> all(Grid grid) {
        List<Box> boxes = new ArrayList<>();
        int[] most = new int[grid.keys.size()];
        Arrays.fill(most, grid.size());
        add(grid, 0, new int[grid.keys.size()], most, boxes);
        return boxes;
    }

    private static void add(Grid grid, int at, int[] least, int[] most, List<Box> boxes) {
        if (at == grid.keys.size()) {
            boxes.add(new Box(least.clone(), most.clone()));
            return;
        }
        Key key = grid.keys.get(at);
        if (key.spread() == null) {
            add(grid, at + 1, least, most, boxes);
            return;
        }
        int domains = Math.max(1, key.missing() < 0 ? key.size() : key.size() - 1);
        int lowest = Math.min(key.ceilingOfFloor(), grid.size() / domains);
        for (int min = 0; min <= lowest; min++) {
            int top = (int) Math.min(grid.size(), (long) min + key.spread().maxSkew());
            for (int max = key.level() >= 0 ? top : Math.min(min, top); max <= top; max++) {
                least[at] = min;
                most[at] = max;
                add(grid, at + 1, least, most, boxes);
            }
        }
        least[at] = 0;
        most[at] = grid.size();
    }

    int least(int key, Key of, int domain) {
        return domain == of.missing() ? 0 : least[key];
    }

    int most(int key, Key of, int domain, int replicas) {
        int cap = of.cap(domain, replicas);
        return domain == of.missing() ? cap : Math.min(cap, most[key]);
    }
}
