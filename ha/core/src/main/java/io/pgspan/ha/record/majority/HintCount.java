package io.pgspan.ha.record.majority;

import java.util.Arrays;

/**
 * One hint per change, given when a majority of stores has hinted: at the first store's the change is still on its way to the others, and
 * whoever read then would find it half done. Counts hints per store and passes one on whenever the majority-th greatest count rises.
 * No count stays more than one away from what was passed on: a store that was silent for long, or hints too often, makes one hint late or
 * early at worst. Otherwise one that comes back would have to make up for all it missed before its hints counted again.
 */
public final class HintCount {
    private final long[] counts;
    private long passedOn;

    /** No store has hinted yet. */
    public HintCount(int stores) {
        this.counts = new long[stores];
    }

    /** A store hints that its object may have changed; whether the record may have. */
    public boolean hinted(int store) {
        counts[store]++;
        long[] sorted = counts.clone();
        Arrays.sort(sorted);
        long reached = sorted[sorted.length - (sorted.length / 2 + 1)];
        boolean rises = reached > passedOn;
        passedOn = Math.max(passedOn, reached);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.max(passedOn - 1, Math.min(counts[i], passedOn + 1));
        }
        return rises;
    }
}
