package io.pgspan.multicluster.execution;

/** By which a plan is ended before its end: before the next step, or while a step is waited for. Any thread may cancel. */
public final class Cancellation {
    private volatile boolean cancelled;

    /** Not cancelled. */
    public Cancellation() {}

    /** Ends the plan at the next look. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether it was. */
    public boolean isCancelled() {
        return cancelled;
    }
}
