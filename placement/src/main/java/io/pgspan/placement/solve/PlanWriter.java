package io.pgspan.placement.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts names back in the place of numbers. */
final class PlanWriter {
    private PlanWriter() {}

    static ReplicaPlan write(Grid grid, Found found) {
        SortedMap<String, String> nodes = new TreeMap<>();
        List<String> order = new ArrayList<>();
        List<List<String>> waiting = new ArrayList<>();
        grid.nodes.forEach(n -> waiting.add(new ArrayList<>()));
        for (int i = 0; i < grid.size(); i++) {
            int node = found.labelling().nodeOf()[i];
            String name = grid.replicas.get(i).name();
            nodes.put(name, grid.nodes.get(node).name());
            (grid.replicas.get(i).movable() ? waiting.get(node) : order).add(name);
        }
        found.order().forEach(node -> order.add(waiting.get(node).remove(0)));
        return new ReplicaPlan(nodes, order, found.score());
    }
}
