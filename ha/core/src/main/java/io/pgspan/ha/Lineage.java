package io.pgspan.ha;

import io.pgspan.model.wal.TimelineHistory;

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
        return own.timeline() < published.timeline() ? partOf(own, published) : partOf(published, own);
    }

    private static boolean partOf(TimelineHistory shorter, TimelineHistory longer) {
        return shorter.switches().stream()
                .allMatch(s -> longer.endOf(s.timeline()).filter(s.at()::equals).isPresent());
    }
}
