package io.pgspan.multicluster.execution;

import java.util.function.Function;
import java.util.function.Supplier;

/** How far a step is. */
public sealed interface Progress {

    /** Nothing of it is there. */
    record NotBegun() implements Progress {}

    /**
     * It is on its way.
     *
     * @param what what is waited for
     */
    record Underway(String what) implements Progress {}

    /** What it is done by is there. */
    record Done() implements Progress {}

    /**
     * What it is to be stopped by is there.
     *
     * @param why what that is
     */
    record Aborted(String why) implements Progress {}

    /** One answer for each case. */
    default <R> R match(
            Supplier<R> notBegun, Function<String, R> underway, Supplier<R> done, Function<String, R> aborted) {
        if (this instanceof Underway on) {
            return underway.apply(on.what());
        }
        if (this instanceof Aborted off) {
            return aborted.apply(off.why());
        }
        return this instanceof Done ? done.get() : notBegun.get();
    }
}
