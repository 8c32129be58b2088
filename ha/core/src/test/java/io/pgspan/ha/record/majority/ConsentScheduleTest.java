package io.pgspan.ha.record.majority;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The accident that taking the vote away before giving it again prevents: a promise made by the object that was lost, and one made by
 * its successor, let two writers each find a majority.
 */
class ConsentScheduleTest {

    @Test
    void aVoteGivenAtOnceLetsTwoWritersReplaceOneVersion() {
        Set<SafetyRule> kept = EnumSet.complementOf(EnumSet.of(SafetyRule.DISMISS_BEFORE_ADMIT));
        assertThat(bothWrote(kept)).isTrue();
    }

    @Test
    void aVoteTakenAwayFirstDoesNot() {
        assertThat(bothWrote(SafetyRule.all())).isFalse();
    }

    private static boolean bothWrote(Set<SafetyRule> kept) {
        Map<String, StoreModel> stores = Script.stores("a", "b", "c");
        String first = ((Outcome.Written) new Script("founder", stores, kept).run(new Wish.Create("first"))).version();

        // c alone has promised a high ballot to somebody who then died, so that the next who asks c goes higher still
        for (int i = 0; i < 4; i++) {
            Script dead = new Script("dead" + i, stores, kept);
            dead.begin(new Wish.Update(first, "never")).deliverOne("c").deliverOne("b");
            dead.deliverOne("c");
        }
        Script old = new Script("old", stores, kept);
        old.begin(new Wish.Update(first, "by old"));
        old.deliverOne("c").deliverOne("b").deliverOne("c"); // looked, and c has promised

        Objects.requireNonNull(stores.get("c")).replace(Envelope.BLANK);
        Script operator = new Script("operator", stores, kept);
        boolean dismisses = kept.contains(SafetyRule.DISMISS_BEFORE_ADMIT);
        operator.begin(dismisses ? new Wish.Dismiss("c") : new Wish.Admit("c"));
        operator.deliverOne("a").deliverOne("b").deliverOne("c");
        operator.deliverOne("a").deliverOne("b"); // promised
        operator.deliverOne("a"); // written to a alone

        Script young = new Script("young", stores, kept);
        young.begin(new Wish.Update(first, "by young"));
        for (int look = 0; look < Round.LOOKS_MAX; look++) {
            young.deliver("a", "c").resume();
        }
        young.deliver("a", "c");

        old.deliver("b").deliver("a"); // with the promise of the object that was lost
        return written(young) && written(old);
    }

    private static boolean written(Script script) {
        return script.outcome().filter(Outcome.Written.class::isInstance).isPresent();
    }
}
