package io.pgspan.agent;

import io.pgspan.agent.audit.AuditListener;
import io.pgspan.agent.metrics.AgentMetrics;

/**
 * Who is told what an agent does.
 *
 * @param listener each change of mind and each operation's end
 * @param audit each action an operator must be able to ask about later
 * @param metrics what is counted and timed
 */
public record AgentObservers(AgentListener listener, AuditListener audit, AgentMetrics metrics) {
    /** A listener alone. */
    public static AgentObservers of(AgentListener listener) {
        return new AgentObservers(listener, AuditListener.none(), AgentMetrics.none());
    }
}
