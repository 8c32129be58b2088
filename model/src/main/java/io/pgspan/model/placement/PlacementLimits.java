package io.pgspan.model.placement;

/**
 * What an operator can do with a placement.
 *
 * @param arbiterForEvenReplicas whether it adds a member without data to an even number of replicas
 * @param arbiterFollowsOrdinalZero whether that member lands where ordinal 0 lives
 * @param ordinalsMovable whether an ordinal may change its Kubernetes cluster
 * @param electionModel who decides about the primary
 */
public record PlacementLimits(
        boolean arbiterForEvenReplicas,
        boolean arbiterFollowsOrdinalZero,
        boolean ordinalsMovable,
        ElectionModel electionModel) {

    /** Who decides about the primary. */
    public enum ElectionModel {
        /** A majority of the members, arbiter included, must be alive (raft among the pods). */
        MEMBER_MAJORITY,
        /** A record in a Kubernetes API server decides; members need that server, not each other's votes. */
        RECORD_ON_HUB
    }
}
