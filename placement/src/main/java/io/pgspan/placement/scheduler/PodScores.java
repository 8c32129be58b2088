package io.pgspan.placement.scheduler;

import java.util.Arrays;

/**
 * Sums of preferences between pods, measured between the least and the most of the nodes that passed. The steps are the scheduler's own
 * doubles and must not be fused or reordered: 29 of 100 gives 28. Sums differ little, so each one is divided once.
 */
final class PodScores {
    private static final double SCORE_MAX = 100.0;
    private static final int SMALL_RANGE = 1024;

    private PodScores() {}

    /** Fills in the normalised scores from the raw ones. */
    static void normalise(int[] totals, Scratch scratch) {
        long[] raw = scratch.raw();
        int[] normalised = scratch.normalised();
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int n = 0; n < totals.length; n++) {
            if (totals[n] >= 0) {
                min = Math.min(min, raw[n]);
                max = Math.max(max, raw[n]);
            }
        }
        if (min >= max) {
            Arrays.fill(normalised, 0);
            return;
        }
        if (max - min >= SMALL_RANGE) {
            for (int n = 0; n < totals.length; n++) {
                normalised[n] = totals[n] < 0 ? 0 : normalised(raw[n], min, max);
            }
            return;
        }
        int[] byRaw = new int[(int) (max - min) + 1];
        for (int i = 0; i < byRaw.length; i++) {
            byRaw[i] = normalised(min + i, min, max);
        }
        for (int n = 0; n < totals.length; n++) {
            normalised[n] = totals[n] < 0 ? 0 : byRaw[(int) (raw[n] - min)];
        }
    }

    private static int normalised(long raw, long min, long max) {
        return (int) (SCORE_MAX * ((double) (raw - min) / (double) (max - min)));
    }
}
