package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.model.wal.TimelineHistory;

/** The published timeline never goes back, and what is published agrees with what was published before as far as both go. */
final class TimelinesAscend extends Invariant {
    private boolean excused;

    TimelinesAscend() {
        super("I9", "timelines ascend");
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        ClusterRecord after = write.next();
        if (write.purpose() == HaAction.Purpose.ACQUIRE) {
            // whoever takes over from an older timeline has heard everybody, or has an operator's consent
            excused = via.postgres().hasData()
                    && via.postgres().wal().timeline() < before.history().timeline();
        }
        TimelineHistory then = before.history();
        TimelineHistory now = after.history();
        if (!before.initialised() || then.equals(now)) {
            return;
        }
        boolean grown = then.switches().stream()
                .allMatch(s -> now.endOf(s.timeline()).filter(s.at()::equals).isPresent());
        if (now.timeline() <= then.timeline() || (!grown && !excused)) {
            throw broken(via + " publishes " + now + " after " + then);
        }
        excused = false;
    }
}
