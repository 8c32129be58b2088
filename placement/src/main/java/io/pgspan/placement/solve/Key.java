package io.pgspan.placement.solve;

import io.pgspan.placement.solve.PlacementProblem.Candidate;
import io.pgspan.placement.solve.PlacementProblem.HardSpread;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One node label and what is asked of its domains.
 */
final class Key {
    private final String name;
    private final int level;
    private final boolean single;
    private final @Nullable HardSpread spread;
    private final int[] domainOf;
    private final int size;
    private final int missing;

    Key(String name, int level, boolean single, @Nullable HardSpread spread, int[] domainOf, int size, int missing) {
        this.name = name;
        this.level = level;
        this.single = single;
        this.spread = spread;
        this.domainOf = domainOf;
        this.size = size;
        this.missing = missing;
    }

    /** The label. */
    String name() {
        return name;
    }

    /** Its place among the levels, or -1. */
    int level() {
        return level;
    }

    /** Whether a domain may have one replica only. */
    boolean single() {
        return single;
    }

    /** The hard spread over it, or null. */
    @Nullable
    HardSpread spread() {
        return spread;
    }

    /** The domain of each node. */
    int[] domainOf() {
        return domainOf;
    }

    /** How many domains there are, that of nodes without the label included. */
    int size() {
        return size;
    }

    /** The domain of nodes without the label, or -1. */
    int missing() {
        return missing;
    }

    static Key of(String name, PlacementProblem problem, List<Candidate> nodes) {
        Map<String, Integer> ids = new TreeMap<>();
        nodes.forEach(n -> {
            if (n.labels().containsKey(name)) {
                ids.put(n.labels().get(name), 0);
            }
        });
        int next = 0;
        for (Map.Entry<String, Integer> e : ids.entrySet()) {
            e.setValue(next++);
        }
        int missing = nodes.stream().allMatch(n -> n.labels().containsKey(name)) ? -1 : next;
        int[] domains = nodes.stream()
                .mapToInt(n -> ids.getOrDefault(n.labels().getOrDefault(name, ""), missing))
                .toArray();
        for (int j = 0; j < domains.length; j++) {
            domains[j] = nodes.get(j).labels().containsKey(name) ? domains[j] : missing;
        }
        HardSpread spread = problem.spreads().stream()
                .filter(s -> s.key().equals(name))
                .findFirst()
                .orElse(null);
        return new Key(
                name,
                problem.levels().indexOf(name),
                problem.antiAffinity().contains(name),
                spread,
                domains,
                missing < 0 ? next : next + 1,
                missing);
    }

    /** The most that a domain may have for its own sake. */
    int cap(int domain, int replicas) {
        return single && domain != missing ? 1 : replicas;
    }

    /** The smallest count that spread measures from, given the nodes' domains' counts. */
    int floor(int[] counts) {
        int floor = ceilingOfFloor();
        for (int d = 0; d < size; d++) {
            if (d != missing) {
                floor = Math.min(floor, counts[d]);
            }
        }
        return floor;
    }

    /** What frozen domains and too few domains make of the smallest count. */
    int ceilingOfFloor() {
        if (spread == null) {
            return 0;
        }
        int counted = (missing < 0 ? size : size - 1) + spread.frozen().size();
        return counted < spread.minDomains()
                ? 0
                : spread.frozen().values().stream().mapToInt(i -> i).min().orElse(Integer.MAX_VALUE);
    }

    /** The largest count of a node's domain above the floor; not below 0. */
    int skew(int[] counts) {
        int max = 0;
        for (int d = 0; d < size; d++) {
            max = Math.max(max, d == missing ? 0 : counts[d]);
        }
        return Math.max(0, max - Math.min(max, floor(counts)));
    }

    /** Whether the scheduler's own check lets one more into a domain. */
    boolean allows(int[] counts, int domain) {
        return spread == null || (domain != missing && (long) counts[domain] + 1 - floor(counts) <= spread.maxSkew());
    }

    int[] tally(int[] nodes) {
        int[] counts = new int[size];
        for (int j = 0; j < nodes.length; j++) {
            counts[domainOf[j]] += nodes[j];
        }
        return counts;
    }
}
