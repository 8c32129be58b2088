package io.pgspan.agent;

import io.pgspan.ha.Decision;

/** Is told each change of mind of an agent, once. */
public interface AgentListener {

    /**
     * A decision that differs from the one before, by its rule or by having actions other than a renewal.
     *
     * @param member whose
     * @param decision what and why
     */
    void decided(String member, Decision decision);

    /**
     * An operation on PostgreSQL ended.
     *
     * @param member whose
     * @param operation its name
     * @param failure why it failed, empty when it did not
     */
    void operated(String member, String operation, String failure);
}
