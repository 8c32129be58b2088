package io.pgspan.placement.scheduler;

/** A count that pods add to by the node they run on. */
interface Tally {
    /** Adds so much for a pod on that node. */
    void add(int node, long amount);

    /** Forgets everything. */
    void clear();
}
