package io.pgspan.placement.scheduler;

import java.util.Arrays;

/**
 * A score that never changes for a node, measured by the largest of the nodes that passed: the share of it in hundredths, or what is
 * left to a hundred where less is better. Where no node has any, all get the same: a hundred where less is better, else nothing.
 */
final class Preference {
    private static final int SCORE_MAX = 100;
    private final int[] raw;
    private final boolean lessIsBetter;
    private final int weight;
    private final boolean any;

    Preference(int[] raw, boolean lessIsBetter, int weight) {
        this.raw = raw;
        this.lessIsBetter = lessIsBetter;
        this.weight = weight;
        this.any = Arrays.stream(raw).anyMatch(r -> r != 0);
    }

    /** The weighted score of every node where none has any; 0 where nodes must be compared. */
    int same() {
        return any || !lessIsBetter ? 0 : weight * SCORE_MAX;
    }

    int raw(int node) {
        return raw[node];
    }

    /** The largest of the nodes that passed, at least 0. */
    int max(int[] totals) {
        int max = 0;
        for (int n = 0; n < totals.length; n++) {
            if (totals[n] >= 0) {
                max = Math.max(max, raw[n]);
            }
        }
        return max;
    }

    int score(int node, int max) {
        if (max == 0) {
            return lessIsBetter ? SCORE_MAX : 0;
        }
        int share = (int) ((long) SCORE_MAX * raw[node] / max);
        return lessIsBetter ? SCORE_MAX - share : share;
    }

    /** Adds the weighted scores, unless {@link #same} says it all. */
    void addTo(int[] totals) {
        if (!any || weight == 0) {
            return;
        }
        int max = max(totals);
        for (int n = 0; n < totals.length; n++) {
            if (totals[n] >= 0) {
                totals[n] += weight * score(n, max);
            }
        }
    }
}
