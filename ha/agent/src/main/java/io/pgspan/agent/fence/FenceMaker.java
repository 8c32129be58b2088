package io.pgspan.agent.fence;

import java.time.Duration;
import java.util.function.Supplier;

/** Makes the fence of an agent that is starting. */
@FunctionalInterface
public interface FenceMaker {
    /**
     * Makes it.
     *
     * @param clock the agent's local clock
     * @param kill kills PostgreSQL and returns when it is dead
     * @param changed to be called, on any thread, when {@link Fence#armed()} may have changed by itself
     */
    Fence make(Supplier<Duration> clock, Runnable kill, Runnable changed);

    /** A thread of the agent: covers a loop that hangs, not an agent that is frozen. */
    static FenceMaker withinTheAgent() {
        return (clock, kill, changed) -> new DeadlineFence(clock, kill);
    }
}
