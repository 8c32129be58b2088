package io.pgspan.ha.rollout;

import java.util.Set;

/**
 * What is known of a cluster as a whole.
 *
 * @param holder the member the record names as its holder, empty when none
 * @param routedTo the member the service for writes leads to, empty when none
 * @param sync the synchronous standbys
 * @param paused whether a maintenance pause is on
 * @param failsafe whether the holder leads without its record store
 * @param switchoverPending whether a request to move the primary waits to be carried out
 * @param revision the revision of the pods' template that is wanted now
 * @param closedNodes the nodes that take no new pods
 */
public record ClusterSeen(
        String holder,
        String routedTo,
        SyncSeen sync,
        boolean paused,
        boolean failsafe,
        boolean switchoverPending,
        String revision,
        Set<String> closedNodes) {

    /** Copies the set. */
    public ClusterSeen {
        closedNodes = Set.copyOf(closedNodes);
    }
}
