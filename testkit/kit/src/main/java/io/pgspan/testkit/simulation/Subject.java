package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaState;
import io.pgspan.ha.loop.MemberLoop;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is put to the test: the production loop, or one with something taken out.
 *
 * @param loops makes an agent's loop
 * @param defect what its hands do wrong
 * @param beforeFailsafe what is done to a loop before it is asked to let a holder go on; nothing in production
 */
record Subject(Function<HaState, MemberLoop> loops, Defect defect, Consumer<MemberLoop> beforeFailsafe) {
    Subject(Function<HaState, MemberLoop> loops, Defect defect) {
        this(loops, defect, loop -> {});
    }

    /** As it is in production. */
    static Subject production() {
        return new Subject(MemberLoop::new, Defect.NONE);
    }
}
