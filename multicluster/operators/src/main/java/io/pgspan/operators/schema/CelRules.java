package io.pgspan.operators.schema;

import org.jspecify.annotations.Nullable;

/**
 * Evaluates the rules definitions write in CEL; a library does, which is optional. What an evaluator can't judge it must call unchecked, never
 * true. Evaluations are bounded and pure.
 */
@FunctionalInterface
public interface CelRules {
    /** Without a library: every rule is unchecked. */
    CelRules NONE = (rule, self) -> new CelVerdict.Unchecked("no evaluator for CEL is in use");

    /**
     * Evaluates a rule that asks nothing about an old value.
     *
     * @param self the value the rule stands at, in the types the schema gives it: String, Long, Double, Boolean, java.time.Duration and Instant,
     *     List, Map with String keys, null
     */
    CelVerdict evaluate(CelRule rule, @Nullable Object self);
}
