package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;

/** Nobody leads, or is made a copy of, another database than its own. */
final class OneSystem extends Invariant {
    OneSystem() {
        super("I18", "one database");
    }

    @Override
    void copies(SimMember member, SimMember source) {
        String own = member.postgres().systemIdentifier();
        if (!own.isEmpty() && !own.equals(source.postgres().systemIdentifier())) {
            throw broken(member + " with the database " + own + " is made a copy of " + source);
        }
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        if (write.purpose() == HaAction.Purpose.ACQUIRE
                && before.initialised()
                && via.postgres().hasData()
                && !via.postgres().systemIdentifier().equals(before.systemIdentifier())) {
            throw broken(via + " takes the lease with another database");
        }
    }
}
