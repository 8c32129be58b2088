package io.pgspan.multicluster.execution;

import io.pgspan.model.PgspanException;
import io.pgspan.model.plan.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How carrying out a plan has ended. */
public sealed interface Execution {

    /** Every step is done. */
    record Completed() implements Execution {}

    /**
     * It was cancelled, or its thread was told to end. What has been begun goes on in the world; executing the plan again goes on from here.
     *
     * @param at the step that had been begun and was not done; empty when none was
     */
    record Cancelled(Optional<Step> at) implements Execution {}

    /**
     * It can't go on by itself. Steps before this one are done, steps after it have not begun.
     *
     * @param at the step
     * @param reason why, for a program
     * @param why why, for a human
     * @param cause what was thrown, or null
     */
    record Stopped(
            Step at, Reason reason, String why, @Nullable PgspanException cause) implements Execution {
        /** What the step says of how to take it back. */
        public String undo() {
            return at.undo();
        }
    }

    /** Why a plan can't go on. */
    enum Reason {
        /** The plan holds a step that can't be done; nothing was begun. */
        IMPOSSIBLE,
        /** The step's precondition doesn't hold; it was not begun. */
        PRECONDITION,
        /** What the step is to be stopped by has come. */
        ABORTED,
        /** It was not done within its limit. */
        OVERDUE,
        /** The world, or the journal, did not answer any more. */
        FAILED,
        /** Another executor carries the plan out. */
        ELSEWHERE
    }

    /** Whether all is done. */
    default boolean completed() {
        return this instanceof Completed;
    }

    /**
     * Nothing when all is done.
     *
     * @throws PgspanException the one that ended it, or one that says at which step it ended and why
     */
    default void orThrow() {
        if (this instanceof Stopped stopped) {
            throw stopped.cause() != null
                    ? stopped.cause()
                    : new PgspanException("step " + stopped.at().id() + ", "
                            + stopped.at().what() + ": " + stopped.why() + "; to take it back: " + stopped.undo());
        }
        if (this instanceof Cancelled cancelled) {
            throw new PgspanException("the plan was cancelled"
                    + cancelled
                            .at()
                            .map(step -> " while step " + step.id() + " was under way")
                            .orElse("")
                    + "; execute it again to go on");
        }
    }
}
