package io.pgspan.agent.fence;

import java.time.Duration;
import java.util.List;

/**
 * What makes sure that PostgreSQL acknowledges nothing past a deadline, whether or not the loop is alive to see to it.
 *
 * <p>An agent arms its fence before PostgreSQL may come out of recovery, and leads only while the fence is {@link #armed()}: what
 * was asked for and not confirmed is no protection. It disarms before it starts a standby, since a fence whose deadline has passed
 * goes on killing whatever starts on the data directory.
 */
public interface Fence extends AutoCloseable {

    /**
     * Moves the deadline; on the agent's local clock. Calling it with an earlier deadline shortens it. Never waits: whether the
     * new deadline is guarded is told by {@link #armed()}.
     */
    void guardUntil(Duration deadline);

    /**
     * Whether PostgreSQL will certainly be stopped, at the deadline asked for last or before it, without further help of the agent:
     * the fence is alive, it has confirmed, and its deadline has not passed.
     */
    boolean armed();

    /**
     * Waits until {@link #armed()}, at most {@code limit}; false when it isn't by then. A confirmation takes less than a
     * millisecond as a rule, so a short limit tells an agent that was held up itself from a fence that is gone.
     */
    boolean awaitArmed(Duration limit);

    /**
     * Whether nothing is known that would keep it from being armed: a guard that was found dead or frozen is none until another has
     * confirmed. Whoever can't be fenced does not stand for election.
     */
    boolean usable();

    /** There is nothing to guard: PostgreSQL is not out of recovery, nor about to be. */
    void disarm();

    /**
     * Ends this side of the fence without disarming it: what is armed and outside the agent stops PostgreSQL. Call {@link #disarm()}
     * first when, and only when, PostgreSQL is certainly down or in recovery.
     */
    @Override
    void close();

    /** Several fences as one: armed when all of them are. */
    static Fence all(List<Fence> fences) {
        return new AllFences(fences);
    }
}
