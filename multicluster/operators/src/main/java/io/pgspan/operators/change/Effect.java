package io.pgspan.operators.change;

import io.pgspan.model.plan.Step;

/** What an operator does to a running database when a field changes in the way it is meant to be changed. */
public enum Effect {
    /** Nothing that a client of the database notices. */
    NOTHING(Step.Risk.NONE),
    /** Nothing at all, or nothing to what is there already: it counts for what is made later. */
    IGNORED(Step.Risk.NONE),
    /** PostgreSQL reads its configuration again. */
    RELOAD(Step.Risk.RELOAD),
    /** PostgreSQL restarts in its pod, which stays. */
    RESTART_IN_PLACE(Step.Risk.ROLLING_RESTART),
    /** Pods that are not the primary's restart one after the other. */
    ROLLING_RESTART(Step.Risk.ROLLING_RESTART),
    /** All pods restart one after the other, and the primary moves once. */
    SWITCHOVER(Step.Risk.SWITCHOVER),
    /** The database is away for a while. */
    DOWNTIME(Step.Risk.DOWNTIME),
    /** Data is copied. */
    DATA_MOVEMENT(Step.Risk.DATA_MOVEMENT),
    /** It can't be changed in an existing database. */
    IMMUTABLE(Step.Risk.IMPOSSIBLE);

    private final Step.Risk risk;

    Effect(Step.Risk risk) {
        this.risk = risk;
    }

    /** The risk of a step that changes such a field. */
    public Step.Risk risk() {
        return risk;
    }
}
