package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaState;
import io.pgspan.ha.loop.MemberLoop;
import io.pgspan.ha.record.majority.MajorityRegister;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is put to the test: the production loop, or one with something taken out.
 *
 * @param loops makes an agent's loop
 * @param defect what its hands do wrong
 * @param beforeFailsafe what is done to a loop before it is asked to let a holder go on; nothing in production
 * @param registers makes an agent's side of a record on several stores: of a proposer's name and the stores'
 */
record Subject(
        Function<HaState, MemberLoop> loops,
        Defect defect,
        Consumer<MemberLoop> beforeFailsafe,
        BiFunction<String, Set<String>, MajorityRegister> registers) {
    Subject(Function<HaState, MemberLoop> loops, Defect defect) {
        this(loops, defect, loop -> {});
    }

    Subject(Function<HaState, MemberLoop> loops, Defect defect, Consumer<MemberLoop> beforeFailsafe) {
        this(loops, defect, beforeFailsafe, MajorityRegister::of);
    }

    /** As it is in production. */
    static Subject production() {
        return new Subject(MemberLoop::new, Defect.NONE);
    }

    /** The production loop, with another register. */
    static Subject with(BiFunction<String, Set<String>, MajorityRegister> registers) {
        return new Subject(MemberLoop::new, Defect.NONE, loop -> {}, registers);
    }
}
