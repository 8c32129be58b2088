package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaState;
import io.pgspan.ha.record.ClusterRecord;
import java.util.List;

/** Who shall not lead is never elected unless an operator names it; for who shall not be synchronous no commit is made to wait. */
final class TagsRespected extends Invariant {
    private final Cluster cluster;

    TagsRespected(Cluster cluster) {
        super("I16", "tags are respected");
        this.cluster = cluster;
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        if (write.purpose() == HaAction.Purpose.ACQUIRE
                && cluster.setup().tags(via.name()).noFailover()
                && before.initialised()
                && !before.lastHolderName().equals(via.name())
                && before.request()
                        .filter(r -> via.name().equals(r.candidate()))
                        .isEmpty()) {
            throw broken(via + " leads although it is tagged nofailover");
        }
    }

    @Override
    void performs(SimMember member, HaAction action, HaState decidedWith) {
        if (action instanceof HaAction.WaitFor wait) {
            List<String> wrong = wait.waitsFor().names().stream()
                    .filter(n -> cluster.setup().tags(n).noSync())
                    .toList();
            boolean news = !wrong.isEmpty()
                    && (member.postgres().commits().shown() == null
                            || !member.postgres().commits().shown().names().containsAll(wrong));
            // what a human has changed is put back as the record has it: a tagged member that led is named there until
            // it is not needed
            boolean restored = member.postgres().commits().edited()
                    && decidedWith
                            .record()
                            .filter(r -> r.guarantee().names().containsAll(wrong))
                            .isPresent();
            if (news && !restored) {
                throw broken(member + " waits for " + wrong + ", tagged nosync");
            }
        }
    }
}
