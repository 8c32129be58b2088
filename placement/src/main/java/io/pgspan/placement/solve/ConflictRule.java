package io.pgspan.placement.solve;

/**
 * A rule that takes part in a conflict.
 *
 * @param kind what it is
 * @param subject the label or the replica it is about; empty for room
 * @param sentence the rule with its numbers
 */
public record ConflictRule(Kind kind, String subject, String sentence) {
    /** What can be in the way. */
    public enum Kind {
        /** A hard topology spread constraint. */
        SPREAD,
        /** Required anti-affinity. */
        ANTI_AFFINITY,
        /** The nodes' room. */
        ROOM,
        /** The nodes that one replica may use. */
        ELIGIBILITY,
        /** A replica's volume is bound to its node. */
        BOUND
    }
}
