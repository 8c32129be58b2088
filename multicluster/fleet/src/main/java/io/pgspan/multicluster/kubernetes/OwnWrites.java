package io.pgspan.multicluster.kubernetes;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps a watch from telling a writer what it has just written: a holder renews its lease twice a second, and each renewal comes back to
 * it. Such a hint may overtake the write's answer, so that one which comes while a write is under way waits for its end. Thread-safe.
 */
final class OwnWrites {
    private final Set<Runnable> heldBack = new LinkedHashSet<>();
    private int underWay;
    private String known = "";
    private String hinted = "";

    /** A write begins; {@link #ends} must follow. */
    synchronized void begins() {
        underWay++;
    }

    /** The version that is known here now: it was read, or written, and no hint at it is news. */
    synchronized void knows(String version) {
        known = version;
    }

    /** A write has an outcome, whichever. */
    void ends() {
        Set<Runnable> due;
        synchronized (this) {
            underWay--;
            if (underWay > 0 || heldBack.isEmpty()) {
                return;
            }
            due = isNews(hinted) ? Set.copyOf(heldBack) : Set.of();
            heldBack.clear();
        }
        due.forEach(Runnable::run);
    }

    /** A watch has shown a version, empty for an unknown one: passes the hint on, now or after a write, unless it is no news. */
    void hint(String version, Runnable mayHaveChanged) {
        synchronized (this) {
            if (underWay > 0) {
                hinted = version;
                heldBack.add(mayHaveChanged);
                return;
            }
            if (!isNews(version)) {
                return;
            }
        }
        mayHaveChanged.run();
    }

    private boolean isNews(String version) {
        return version.isEmpty() || !version.equals(known);
    }
}
