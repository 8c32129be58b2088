package io.pgspan.agent.metrics;

import io.pgspan.agent.audit.AuditAction;
import io.pgspan.agent.audit.AuditListener;
import java.time.Duration;

/** Is told what an agent does. Called from several threads; must not wait. */
public interface AgentMetrics {

    /** What was asked of the record's store. */
    enum StoreCall {
        /** To read the record. */
        READ,
        /** To create it. */
        CREATE,
        /** To replace it. */
        UPDATE
    }

    /** How a call of the store ended. */
    enum StoreOutcome {
        /** It did what was asked. */
        DONE,
        /** It was refused because the record is another one. */
        CONFLICT,
        /** There was no usable answer. */
        FAILED
    }

    /** A call of the store has ended. */
    void storeCalled(StoreCall call, StoreOutcome outcome, Duration took);

    /** This member has stood for election, and has taken the lease or not. */
    void elected(boolean won);

    /** PostgreSQL came, or was started, out of recovery. */
    void promoted();

    /** A primary was stopped or made a standby. */
    void demoted();

    /** The fence has stopped PostgreSQL: the deadline passed before the loop had done it. */
    void fenced();

    /** Tells nobody. */
    static AgentMetrics none() {
        return NoMetrics.NONE;
    }

    /** Counts promotions and demotions where they are audited. */
    static AuditListener counting(AgentMetrics metrics) {
        return record -> {
            if (record.action() == AuditAction.PROMOTION) {
                metrics.promoted();
            } else if (record.action() == AuditAction.DEMOTION) {
                metrics.demoted();
            }
        };
    }
}
