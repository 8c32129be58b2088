package io.pgspan.placement.scheduler;

import java.util.BitSet;

/**
 * Passes over the totals of all nodes, where a negative one is out. Each runs for every pod over every node, so they are written without
 * branches: a machine does several nodes in one step.
 */
final class Totals {
    private static final int WORD = 64;

    private Totals() {}

    /** How many are not out. */
    static int feasible(int[] totals) {
        int out = 0;
        for (int total : totals) {
            out += total >>> 31;
        }
        return totals.length - out;
    }

    /** The first that is not out; there must be one. */
    static int first(int[] totals) {
        int n = 0;
        while (totals[n] < 0) {
            n++;
        }
        return n;
    }

    static int most(int[] totals) {
        int most = -1;
        for (int total : totals) {
            most = Math.max(most, total);
        }
        return most;
    }

    /** Those that are equal to the largest. */
    static BitSet equalTo(int[] totals, int most) {
        long[] words = new long[(totals.length + WORD - 1) / WORD];
        for (int w = 0; w < words.length; w++) {
            int from = w * WORD;
            int length = Math.min(WORD, totals.length - from);
            long word = 0;
            for (int b = 0; b < length; b++) {
                // none is larger, so the sign of the difference is 1 for all but the equal ones
                word |= (long) (((totals[from + b] - most) >>> 31) ^ 1) << b;
            }
            words[w] = word;
        }
        return BitSet.valueOf(words);
    }
}
