package io.pgspan.agent.audit;

/** What an agent did that an operator must be able to ask about later. */
public enum AuditAction {
    /** A PostgreSQL came, or was started, out of recovery. */
    PROMOTION,
    /** A primary was stopped, fenced or made a standby. */
    DEMOTION,
    /** Data that had diverged was wound back. */
    REWIND,
    /** Data was replaced by a copy. */
    WIPE,
    /** What commits wait for, or what the record claims of them, changed. */
    SYNC_CHANGE,
    /** An ordered change of primary began or was called off. */
    SWITCHOVER,
    /** The cluster was paused or resumed. */
    PAUSE
}
