package io.pgspan.ha.record.majority;

import java.util.Set;
import java.util.function.BiFunction;

/** Makes production registers without one of the rules their safety rests on. */
public final class Registers {
    private Registers() {}

    /** All registers but that of a rule, by its name. */
    public static BiFunction<String, Set<String>, MajorityRegister> without(String rule) {
        Set<SafetyRule> kept = SafetyRule.allBut(SafetyRule.valueOf(rule));
        return (proposer, stores) -> new MajorityRegister(proposer, stores, kept);
    }
}
