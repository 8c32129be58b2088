package io.pgspan.ha.rollout;

/**
 * What the API server shows of a member's pod.
 *
 * @param uid its uid, empty when there is no pod
 * @param resourceVersion its version, for a delete that is to hit just what was seen
 * @param node where it runs, empty when nowhere yet
 * @param upToDate whether it already is what the rollout wants; not looked at for parameters and drains
 * @param terminating whether it is being deleted
 */
public record PodSeen(String uid, String resourceVersion, String node, boolean upToDate, boolean terminating) {}
