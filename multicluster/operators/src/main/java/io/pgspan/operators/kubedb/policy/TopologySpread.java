package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.placement.Spread.WhenUnsatisfiable;

/**
 * How pods spread over zones or nodes. Each cluster's own scheduler judges it, so it says nothing about the domains of different clusters.
 *
 * @param maxSkew how far domains may differ in pods; default 1. It has no effect with {@link WhenUnsatisfiable#DO_NOT_SCHEDULE}: KubeDB then
 *     adds an anti-affinity, and a domain takes one pod at most
 * @param whenUnsatisfiable demand or wish; default {@link WhenUnsatisfiable#DO_NOT_SCHEDULE}
 */
public record TopologySpread(int maxSkew, WhenUnsatisfiable whenUnsatisfiable) {

    /** The schema's defaults: at most one pod per domain. */
    public static TopologySpread ofDefaults() {
        return new TopologySpread(1, WhenUnsatisfiable.DO_NOT_SCHEDULE);
    }

    /** Whether it is a demand. */
    public boolean isHard() {
        return whenUnsatisfiable == WhenUnsatisfiable.DO_NOT_SCHEDULE;
    }
}
