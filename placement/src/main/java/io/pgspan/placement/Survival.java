package io.pgspan.placement;

import java.util.List;

/**
 * What the loss of one failure domain means, judged at the moment of the loss: nothing has been recreated elsewhere yet, and any
 * data-bearing member may have been the primary.
 *
 * @param kind what is lost
 * @param domain its path: {@code cluster}, {@code cluster/zone}, or {@code cluster/zone/node}; {@code cluster/node} for a node
 *     without a zone
 * @param lostPods the members that ran there, in order of the members
 * @param survivors the members that run elsewhere, in order of the members
 * @param dataSurvives whether every acknowledged commit survives for certain, whichever member was the primary; false for
 *     asynchronous replication whenever a data-bearing member is lost, although a copy may survive: {@code why} tells
 * @param writable whether the survivors can go on, or after a failover go on, to accept and acknowledge writes
 * @param why both answers in sentences
 */
public record Survival(
        Domain kind,
        String domain,
        List<String> lostPods,
        List<String> survivors,
        boolean dataSurvives,
        boolean writable,
        String why) {

    /** What can be lost as a whole. */
    public enum Domain {
        /** One node. */
        NODE,
        /** One zone of one Kubernetes cluster. */
        ZONE,
        /** One Kubernetes cluster, its API server included. */
        CLUSTER
    }

    /** Copies the lists. */
    public Survival {
        lostPods = List.copyOf(lostPods);
        survivors = List.copyOf(survivors);
    }
}
