package io.pgspan.placement.solve;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node for each replica.
 *
 * @param nodes the node of each replica, by name
 * @param order all replicas in an order in which each one's creation keeps every hard spread; those bound to their nodes come first,
 *     since they are there already
 * @param score how good it is
 */
public record ReplicaPlan(SortedMap<String, String> nodes, List<String> order, Score score) {
    /** Copies the collections. */
    public ReplicaPlan {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        order = List.copyOf(order);
    }

    /** How many replicas each node gets; nodes without are absent. */
    public Map<String, Integer> countsByNode() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        nodes.values().forEach(node -> counts.merge(node, 1, Integer::sum));
        return Collections.unmodifiableSortedMap(counts);
    }
}
