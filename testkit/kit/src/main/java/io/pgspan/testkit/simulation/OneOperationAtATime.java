package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaState;

/** While an operation on PostgreSQL is in flight nothing but a fence is begun, so that a turn repeated does nothing twice. */
final class OneOperationAtATime extends Invariant {
    OneOperationAtATime() {
        super("I29", "one operation at a time");
    }

    @Override
    void performs(SimMember member, HaAction action, HaState decidedWith) {
        boolean free = action instanceof HaAction.Fence || action instanceof HaAction.WaitFor;
        if (!free && member.agent() != null && member.agent().hands().busy()) {
            throw broken(member + " begins " + action + " while another operation is in flight");
        }
    }
}
