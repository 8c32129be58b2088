package io.pgspan.ha.loop;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaState;
import java.util.function.BiFunction;

/** Makes production loops with an engine of a test's choice. */
public final class Loops {
    private Loops() {}

    public static MemberLoop with(HaState starting, BiFunction<HaState, HaInput, Decision> step) {
        return new MemberLoop(starting, step::apply);
    }

    /** Makes a loop forget that a take-over of its own may still be applied. */
    public static void forgetDoubt(MemberLoop loop) {
        try {
            var writing = MemberLoop.class.getDeclaredField("writing");
            writing.setAccessible(true);
            writing.setBoolean(loop, false);
            var inDoubt = MemberLoop.class.getDeclaredField("inDoubt");
            inDoubt.setAccessible(true);
            inDoubt.set(loop, null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the loop keeps its doubts elsewhere now", e);
        }
    }
}
