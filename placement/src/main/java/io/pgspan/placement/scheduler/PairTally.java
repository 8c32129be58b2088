package io.pgspan.placement.scheduler;

import java.util.Arrays;

/** Sums by the domain of a node; nodes without the label add nothing. */
final class PairTally implements Tally {
    private final Topology topology;
    private final long[] sums;
    private int nonZero;

    PairTally(Topology topology) {
        this.topology = topology;
        this.sums = new long[topology.size()];
    }

    @Override
    public void add(int node, long amount) {
        int value = topology.value(node);
        if (value >= 0 && amount != 0) {
            long before = sums[value];
            sums[value] = before + amount;
            nonZero += before == 0 ? 1 : before + amount == 0 ? -1 : 0;
        }
    }

    @Override
    public void clear() {
        Arrays.fill(sums, 0);
        nonZero = 0;
    }

    /** Whether every domain's sum is zero. */
    boolean isEmpty() {
        return nonZero == 0;
    }

    /** The sum of the node's domain, 0 when it has none. */
    long of(int node) {
        int value = topology.value(node);
        return value < 0 ? 0 : sums[value];
    }

    boolean has(int node) {
        return topology.has(node);
    }

    Topology topology() {
        return topology;
    }

    /** The sums by the number of the domain, not to be changed. */
    long[] sums() {
        return sums;
    }
}
