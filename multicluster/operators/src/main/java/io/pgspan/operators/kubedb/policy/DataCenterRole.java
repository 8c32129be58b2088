package io.pgspan.operators.kubedb.policy;

/** What a data centre is in a failover between data centres. */
public enum DataCenterRole {
    /** Holds data and may have the primary; the default. */
    MEMBER,
    /** Votes only: it gets no ordinal. */
    ARBITER,
    /** Holds data, never the primary. */
    WITNESS
}
