package io.pgspan.placement.scheduler;

import io.pgspan.model.Resources;
import io.pgspan.model.fleet.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each node has and what its pods take, a column per resource, in whole numbers as {@link Request} counts them. */
final class ResourceTable {
    static final int CPU = 0;
    static final int MEMORY = 1;
    private static final String STORAGE = "ephemeral-storage";

    private final NodeTable nodes;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<long[]> allocatable = new ArrayList<>();
    private final List<long[]> used = new ArrayList<>();
    private final long[] scoringCpu;
    private final long[] scoringMemory;
    private final long[] pods;
    private final long[] podsMax;

    ResourceTable(NodeTable nodes) {
        this.nodes = nodes;
        this.scoringCpu = new long[nodes.size()];
        this.scoringMemory = new long[nodes.size()];
        this.pods = new long[nodes.size()];
        this.podsMax = amounts(Node.PODS);
        column(Resources.CPU);
        column(Resources.MEMORY);
        column(STORAGE);
    }

    /** The column of a resource; CPU, memory and ephemeral storage come first. */
    int column(String name) {
        Integer known = columns.get(name);
        if (known != null) {
            return known;
        }
        columns.put(name, names.size());
        names.add(name);
        allocatable.add(amounts(name));
        used.add(new long[nodes.size()]);
        return names.size() - 1;
    }

    private long[] amounts(String name) {
        long[] amounts = new long[nodes.size()];
        for (int n = 0; n < amounts.length; n++) {
            amounts[n] = Request.whole(name, nodes.get(n).allocatable(name).amount());
        }
        return amounts;
    }

    String name(int column) {
        return names.get(column);
    }

    boolean isExtended(int column) {
        return column > MEMORY && !names.get(column).equals(STORAGE);
    }

    /** Adds a pod's request to a node, or with −1 takes it away. */
    void add(int node, Request request, int sign) {
        for (int i = 0; i < request.columns().length; i++) {
            used.get(request.columns()[i])[node] += sign * request.amounts()[i];
        }
        scoringCpu[node] += sign * request.scoringCpu();
        scoringMemory[node] += sign * request.scoringMemory();
        pods[node] += sign;
    }

    long allocatable(int column, int node) {
        return allocatable.get(column)[node];
    }

    long used(int column, int node) {
        return used.get(column)[node];
    }

    /** What scores count as used: assumed amounts of CPU and memory, real ones of everything else. */
    long scoringUsed(int column, int node) {
        return column == CPU ? scoringCpu[node] : column == MEMORY ? scoringMemory[node] : used(column, node);
    }

    long pods(int node) {
        return pods[node];
    }

    long podsMax(int node) {
        return podsMax[node];
    }
}
