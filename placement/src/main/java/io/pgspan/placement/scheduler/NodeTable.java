package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The nodes of one cluster by number, in the order of their names, and the domains of their labels. */
final class NodeTable {
    private final List<Node> nodes;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Topology> topologies = new HashMap<>();

    NodeTable(List<Node> sorted) {
        this.nodes = sorted;
        for (int n = 0; n < nodes.size(); n++) {
            numbers.put(nodes.get(n).name(), n);
        }
    }

    int size() {
        return nodes.size();
    }

    Node get(int node) {
        return nodes.get(node);
    }

    List<Node> all() {
        return nodes;
    }

    String name(int node) {
        return nodes.get(node).name();
    }

    /** The number of a node, or −1 when there is none of that name. */
    int number(String name) {
        @Nullable Integer number = numbers.get(name);
        return number == null ? -1 : number;
    }

    Topology topology(String key) {
        return topologies.computeIfAbsent(key, k -> new Topology(k, nodes));
    }
}
