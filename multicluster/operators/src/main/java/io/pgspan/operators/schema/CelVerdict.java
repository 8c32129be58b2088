package io.pgspan.operators.schema;

import java.util.function.Function;
import java.util.function.Supplier;

/** What the evaluation of one rule says. */
public sealed interface CelVerdict {
    /** The rule is true of the value. */
    record Holds() implements CelVerdict {}

    /**
     * The rule is false, or fails, as it would in an API server.
     *
     * @param message what is wrong
     */
    record Broken(String message) implements CelVerdict {}

    /**
     * Nothing is known.
     *
     * @param why what kept the rule from being evaluated
     */
    record Unchecked(String why) implements CelVerdict {}

    /** One answer for each alternative. */
    default <T> T match(Supplier<T> holds, Function<Broken, T> broken, Function<Unchecked, T> unchecked) {
        if (this instanceof Broken b) {
            return broken.apply(b);
        }
        return this instanceof Unchecked u ? unchecked.apply(u) : holds.get();
    }
}
