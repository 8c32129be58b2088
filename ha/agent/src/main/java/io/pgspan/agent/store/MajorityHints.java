package io.pgspan.agent.store;

import io.pgspan.ha.record.majority.Acceptor;
import io.pgspan.ha.record.majority.HintCount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches every store and passes on one hint per change, by a {@link HintCount}. */
final class MajorityHints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MajorityHints.class);

    private final Runnable mayHaveChanged;
    private final HintCount counts;
    private final List<AutoCloseable> watches = new ArrayList<>();

    MajorityHints(Collection<Acceptor> stores, Runnable mayHaveChanged) {
        this.mayHaveChanged = mayHaveChanged;
        this.counts = new HintCount(stores.size());
        int next = 0;
        for (Acceptor store : stores) {
            int index = next++;
            watches.add(store.watch(() -> hinted(index)));
        }
    }

    private void hinted(int store) {
        boolean rises;
        synchronized (counts) {
            rises = counts.hinted(store);
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
