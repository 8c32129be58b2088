package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;

/** Every write goes on from the record that justified it, and changes no more of the lease than its purpose allows. */
final class RecordDiscipline extends Invariant {
    RecordDiscipline() {
        super("I14", "the record is changed in order");
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        ClusterRecord after = write.next();
        boolean acquires = write.purpose() == HaAction.Purpose.ACQUIRE;
        boolean frees = after.holder().isEmpty();
        boolean fine = after.sequence() == before.sequence() + 1
                && after.epoch() == before.epoch() + (acquires ? 1 : 0)
                && after.members().equals(before.members())
                && after.format() >= before.format()
                && (!before.initialised() || after.systemIdentifier().equals(before.systemIdentifier()))
                && holderAsAllowed(write.purpose(), frees, via, before, after)
                && leaseAsAllowed(write.purpose(), frees, before, after);
        if (!fine) {
            throw broken(write.purpose() + " via " + via + " makes " + after + " of " + before);
        }
    }

    private static boolean holderAsAllowed(
            HaAction.Purpose purpose, boolean frees, SimMember via, ClusterRecord before, ClusterRecord after) {
        if (purpose == HaAction.Purpose.ACQUIRE) {
            return after.holder().filter(h -> h.member().equals(via.name())).isPresent();
        }
        boolean mayFree = purpose == HaAction.Purpose.COMMAND || purpose == HaAction.Purpose.RELEASE;
        return (mayFree && frees) || after.holder().equals(before.holder());
    }

    private static boolean leaseAsAllowed(
            HaAction.Purpose purpose, boolean frees, ClusterRecord before, ClusterRecord after) {
        if (purpose == HaAction.Purpose.COMMAND) {
            return frees || after.lease().equals(before.lease());
        }
        return after.lease().renewal() == before.lease().renewal() + 1;
    }
}
