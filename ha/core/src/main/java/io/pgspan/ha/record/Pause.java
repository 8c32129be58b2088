package io.pgspan.ha.record;

/**
 * Maintenance: agents keep their hands off PostgreSQL. A holder that has acknowledged a pause keeps its primary running without a
 * deadline, so nobody else may lead until that holder has acknowledged the end as well.
 */
public enum Pause {
    /** Business as usual. */
    NONE,
    /** An operator asks for it; leases still run out, but nobody takes one. */
    REQUESTED,
    /** The holder knows: its primary stays, whatever becomes of the lease. */
    ACKNOWLEDGED,
    /** An operator asks for the end; the holder has not said yet that it is bound by its lease again. */
    ENDING
}
