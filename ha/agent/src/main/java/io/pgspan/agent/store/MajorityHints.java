package io.pgspan.agent.store;

import io.pgspan.ha.record.majority.Acceptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One hint per change, given when a majority of stores has hinted: at the first store's the change is still on its way to the others, and
 * whoever read then would find it half done. Counts hints per store and passes one on whenever the majority-th greatest count rises.
 * No count stays more than one away from what was passed on: a store that was silent for long, or hints too often, makes one hint late or
 * early at worst. Otherwise one that comes back would have to make up for all it missed before its hints counted again.
 */
final class MajorityHints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MajorityHints.class);

    private final Runnable mayHaveChanged;
    private final long[] counts;
    private final List<AutoCloseable> watches = new ArrayList<>();
    private long passedOn;

    MajorityHints(Collection<Acceptor> stores, Runnable mayHaveChanged) {
        this.mayHaveChanged = mayHaveChanged;
        this.counts = new long[stores.size()];
        int next = 0;
        for (Acceptor store : stores) {
            int index = next++;
            watches.add(store.watch(() -> hinted(index)));
        }
    }

    private void hinted(int store) {
        boolean rises;
        synchronized (counts) {
            counts[store]++;
            long[] sorted = counts.clone();
            Arrays.sort(sorted);
            long reached = sorted[sorted.length - (sorted.length / 2 + 1)];
            rises = reached > passedOn;
            passedOn = Math.max(passedOn, reached);
            for (int i = 0; i < counts.length; i++) {
                counts[i] = Math.max(passedOn - 1, Math.min(counts[i], passedOn + 1));
            }
        }
        if (rises) {
            mayHaveChanged.run();
        }
    }

    @Override
    public void close() {
        for (AutoCloseable watch : watches) {
            try {
                watch.close();
            } catch (Exception e) {
                LOG.debug("watch did not close: {}", e.toString());
            }
        }
    }
}
