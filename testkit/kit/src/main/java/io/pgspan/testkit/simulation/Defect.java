package io.pgspan.testkit.simulation;

/** Something that the hands of a simulated agent do wrong, so that the checkers can be seen to notice. */
enum Defect {
    /** Nothing is wrong. */
    NONE,
    /** There is no fence, neither in the loop nor beside it. */
    NO_FENCE,
    /** Promises are given while the receiver goes on. */
    RECEIVER_STAYS,
    /** A promotion decided long ago is carried out although the deadline has passed. */
    LATE_PROMOTION,
    /** A promise is forgotten when the agent restarts. */
    PROMISE_FORGOTTEN,
    /** A standby that never heard of a timeline takes its number a second time. */
    TIMELINES_TWICE,
    /** A member lets a holder go on while a take-over of its own is under way or may still be applied. */
    FAILSAFE_IN_DOUBT
}
