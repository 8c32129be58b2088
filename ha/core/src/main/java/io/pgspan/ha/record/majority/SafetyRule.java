package io.pgspan.ha.record.majority;

import java.util.EnumSet;
import java.util.Set;

/** The rules the register's safety rests on. Tests drop one at a time to see that its absence is noticed; the register has all. */
enum SafetyRule {
    /** What a minority may hold is written to a majority before it is read. */
    COMPLETE_BEFORE_READ,
    /** What a minority may hold is written to a majority before an update is told that it conflicts with it. */
    COMPLETE_BEFORE_CONFLICT,
    /** Of equal numbers the proposer's name decides. */
    PROPOSER_BREAKS_TIES,
    /** More than half of all stores, the silent ones included. */
    MAJORITY,
    /** Only the object that was admitted votes for its store. */
    SAME_OBJECT,
    /** Nothing below its promise is accepted. */
    KEEP_PROMISE,
    /** An update builds on what those who promised hold, not on what was read before. */
    LEARN_FROM_PROMISES,
    /** An answer to a request sent before a read began says nothing to that read. */
    FRESH_ANSWERS,
    /** A store's old object loses its vote, known to a majority, before the new one gets it. */
    DISMISS_BEFORE_ADMIT;

    static Set<SafetyRule> all() {
        return EnumSet.allOf(SafetyRule.class);
    }

    static Set<SafetyRule> allBut(SafetyRule rule) {
        return EnumSet.complementOf(EnumSet.of(rule));
    }
}
