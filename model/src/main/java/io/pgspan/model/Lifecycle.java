package io.pgspan.model;

/** Whether the cluster is meant to run. */
public enum Lifecycle {
    /** It runs. The default. */
    RUNNING,
    /** The operator leaves it alone: it runs, but changes of the wish wait. */
    PAUSED,
    /** Every instance is stopped cleanly; volumes and objects stay. */
    SHUT_DOWN,
    /** Workloads are removed; volumes and secrets stay, so that it can be woken. */
    HIBERNATED
}
