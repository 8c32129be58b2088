package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The domains of one node label: each value is a small number, so that counts per domain are arrays. Number 0 is the empty value. */
final class Topology {
    private final String key;
    private final int[] values;
    private final Map<String, Integer> numbers = new HashMap<>();

    Topology(String key, List<Node> nodes) {
        this.key = key;
        this.values = new int[nodes.size()];
        numbers.put("", 0);
        for (int n = 0; n < values.length; n++) {
            String value = nodes.get(n).labels().get(key);
            values[n] = value == null ? -1 : number(value);
        }
    }

    private int number(String value) {
        Integer known = numbers.putIfAbsent(value, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    String key() {
        return key;
    }

    /** The number of the node's value, or −1 when it lacks the label. */
    int value(int node) {
        return values[node];
    }

    boolean has(int node) {
        return values[node] >= 0;
    }

    /** How many numbers there are. */
    int size() {
        return numbers.size();
    }

    /** The numbers by node, not to be changed. */
    int[] values() {
        return values;
    }
}
