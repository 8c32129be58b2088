package io.pgspan.placement.scheduler;

/** Arrays over nodes that one judgement needs and the next one overwrites. */
final class Scratch {
    private final int[] totals;
    private final long[] raw;
    private final double[] sums;
    private final int[] normalised;

    Scratch(int nodes) {
        this.totals = new int[nodes];
        this.raw = new long[nodes];
        this.sums = new double[nodes];
        this.normalised = new int[nodes];
    }

    int[] totals() {
        return totals;
    }

    long[] raw() {
        return raw;
    }

    double[] sums() {
        return sums;
    }

    int[] normalised() {
        return normalised;
    }
}
