package io.pgspan.placement.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which nodes differ by name only: same domains but for those that are theirs alone, same room, cost and replicas that may use them. */
final class Twins {
    private Twins() {}

    /** The nearest earlier twin of each node, or -1; a node where something runs has none. */
    static int[] of(Grid grid) {
        int[] twins = new int[grid.nodes.size()];
        Map<List<Object>, Integer> last = new HashMap<>();
        for (int j = 0; j < twins.length; j++) {
            int node = j;
            twins[j] = -1;
            if (Arrays.stream(grid.present).noneMatch(p -> p == node)) {
                Integer before = last.put(signature(grid, j), j);
                twins[j] = before == null ? -1 : before;
            }
        }
        return twins;
    }

    private static List<Object> signature(Grid grid, int node) {
        List<Object> signature = new ArrayList<>();
        for (Key key : grid.keys) {
            int d = key.domainOf()[node];
            boolean alone = d != key.missing()
                    && Arrays.stream(key.domainOf()).filter(x -> x == d).count() == 1;
            signature.add(alone ? -1 : d);
        }
        signature.add(grid.high[node]);
        signature.add(grid.nodes.get(node).cost());
        for (int i = 0; i < grid.size(); i++) {
            signature.add(grid.eligible[i].get(node));
        }
        return signature;
    }
}
