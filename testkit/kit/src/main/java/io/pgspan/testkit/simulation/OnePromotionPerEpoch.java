package io.pgspan.testkit.simulation;

import java.util.HashSet;
import java.util.Set;

/** At most one server is ever promoted in an epoch. */
final class OnePromotionPerEpoch extends Invariant {
    private final Set<Long> epochs = new HashSet<>();

    OnePromotionPerEpoch() {
        super("I1", "one promotion per epoch");
    }

    @Override
    void promoted(SimMember member, long epoch) {
        if (!epochs.add(epoch)) {
            throw broken("a second one in epoch " + epoch + ", of " + member);
        }
    }
}
