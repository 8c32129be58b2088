package io.pgspan.multicluster.execution;

import io.pgspan.model.plan.Step;

/** Told how a plan gets on; called on the executing thread. */
public interface ExecutionListener {

    /** A step begins. */
    default void started(Step step) {}

    /** A step that an earlier executor has begun is waited for. */
    default void resumed(Step step) {}

    /** What a step is waited for, each time that changes. */
    default void waiting(Step step, String what) {}

    /** A step is done. */
    default void finished(Step step) {}

    /** Listens to nothing. */
    static ExecutionListener silent() {
        return new ExecutionListener() {};
    }
}
