package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaState;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.model.wal.TimelineHistory;
import java.util.IdentityHashMap;

/**
 * The published timeline never goes back, and what is published agrees with what was published before as far as both go. A promotion
 * begins a timeline of a number that had not been published when it was decided: one published number tells of one log.
 */
final class TimelinesAscend extends Invariant {
    private final IdentityHashMap<SimMember, Integer> published = new IdentityHashMap<>();
    private boolean excused;

    TimelinesAscend() {
        super("I9", "timelines ascend");
    }

    @Override
    void becomesPrimary(SimMember member, HaState decidedWith) {
        published.put(
                member, decidedWith.record().map(r -> r.history().timeline()).orElse(0));
    }

    @Override
    void promoted(SimMember member, long epoch) {
        int known = published.getOrDefault(member, 0);
        if (member.postgres().wal().timeline() <= known) {
            throw broken(member + " begins timeline " + member.postgres().wal().timeline() + ", timeline " + known
                    + " was published before");
        }
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
