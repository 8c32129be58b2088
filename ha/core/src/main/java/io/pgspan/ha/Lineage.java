package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.util.Optional;

/**
 * Whether two histories tell of one line. Timeline numbers alone don't say: a promotion nobody heard of and a later one may both
 * have begun, say, timeline 3, at different positions.
 */
final class Lineage {
    private Lineage() {}

    /**
     * Whether the ancestors both know ended at the same positions. A history of a later timeline without ancestors is one whose file
     * has not been fetched yet: it contradicts nothing.
     */
    static boolean agrees(TimelineHistory own, TimelineHistory published) {
        boolean unknown = own.timeline() > 1 && own.switches().isEmpty();
        if (unknown) {
            return true;
        }
        if (own.timeline() == published.timeline()) {
            return own.switches().equals(published.switches());
        }
        return own.timeline() < published.timeline() ? begins(own, published) : begins(published, own);
    }

    /** Whether all that a member's log holds is part of what is published. */
    static boolean partOf(LocalPostgres local, ClusterRecord record) {
        return agrees(local.history(), record.history())
                && record.history().contains(local.history().timeline(), local.received());
    }

    /** Up to where a later timeline is the same as the published line. */
    static Lsn leftAt(TimelineHistory later, TimelineHistory published) {
        Lsn same = Lsn.ZERO;
        for (TimelineHistory.Switch s : later.switches()) {
            Optional<Lsn> theirs = published.endOf(s.timeline());
            if (theirs.isEmpty()) {
                return s.timeline() == published.timeline() ? s.at() : same;
            }
            if (!s.at().equals(theirs.get())) {
                return s.at().isAfter(theirs.get()) ? theirs.get() : s.at();
            }
            same = s.at();
        }
        return same;
    }

    private static boolean begins(TimelineHistory shorter, TimelineHistory longer) {
        return shorter.switches().stream()
                .allMatch(s -> longer.endOf(s.timeline()).filter(s.at()::equals).isPresent());
    }
}
