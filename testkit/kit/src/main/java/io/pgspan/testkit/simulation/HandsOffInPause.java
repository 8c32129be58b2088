package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaState;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Pause;

/** Who knows of a pause starts, stops, promotes and copies nothing; only a primary without any right to be one is fenced. */
final class HandsOffInPause extends Invariant {
    HandsOffInPause() {
        super("I21", "hands off in a pause");
    }

    @Override
    void performs(SimMember member, HaAction action, HaState decidedWith) {
        Pause pause = decidedWith.record().map(ClusterRecord::pause).orElse(Pause.NONE);
        boolean fences = action instanceof HaAction.Fence && !decidedWith.unbound();
        if (pause != Pause.NONE && !fences) {
            throw broken(member + " does " + action + " while maintenance is " + pause);
        }
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        if (write.purpose() == HaAction.Purpose.ACQUIRE && before.pause() != Pause.NONE) {
            throw broken(via + " takes the lease while maintenance is " + before.pause());
        }
    }
}
