package io.pgspan.agent;

import java.time.Duration;

/**
 * What makes sure that PostgreSQL acknowledges nothing past a deadline, whether or not the loop is alive to see to it.
 */
public interface Fence extends AutoCloseable {

    /** Moves the deadline; on the agent's local clock. Calling it with an earlier deadline shortens it. */
    void guardUntil(Duration deadline);

    /** There is nothing to guard: PostgreSQL is not out of recovery, nor about to be. */
    void disarm();

    @Override
    void close();
}
