package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.PodTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of pods seen last, with what is known about them; when there are too many, the one not asked for longest is forgotten. */
final class Shapes {
    private final State state;
    private final int max;
    private final Map<Integer, List<Entry>> byHash = new HashMap<>();
    private @Nullable Entry last;
    private int size;
    private long clock;

    /** An evaluation and when it was asked for last. */
    private static final class Entry {
        private final int hash;
        private final Evaluation evaluation;
        private long used;

        Entry(int hash, Evaluation evaluation) {
            this.hash = hash;
            this.evaluation = evaluation;
        }
    }

    Shapes(State state, int max) {
        this.state = state;
        this.max = max;
    }

    Evaluation of(PodTemplate pod) {
        Entry entry = last != null && last.evaluation.shape().fits(pod) ? last : found(pod);
        clock++;
        entry.used = clock;
        last = entry;
        return entry.evaluation;
    }

    private Entry found(PodTemplate pod) {
        int hash = Shape.hash(pod);
        List<Entry> bucket = byHash.computeIfAbsent(hash, h -> new ArrayList<>(1));
        for (Entry entry : bucket) {
            if (entry.evaluation.shape().fits(pod)) {
                return entry;
            }
        }
        Entry fresh = new Entry(hash, new Evaluation(new Shape(pod, state), state));
        bucket.add(fresh);
        size++;
        if (size > max) {
            forgetOldest();
        }
        return fresh;
    }

    private void forgetOldest() {
        @Nullable Entry oldest = null;
        for (List<Entry> bucket : byHash.values()) {
            for (Entry entry : bucket) {
                if (entry.used > 0 && (oldest == null || entry.used < oldest.used)) {
                    oldest = entry;
                }
            }
        }
        if (oldest != null) {
            Entry gone = oldest;
            byHash.computeIfPresent(gone.hash, (hash, bucket) -> {
                bucket.remove(gone);
                return bucket.isEmpty() ? null : bucket;
            });
            size--;
        }
    }
}
