package io.pgspan.model.placement;

import java.util.Set;

/**
 * What an operator can do with a placement.
 *
 * @param arbiterForEvenReplicas whether it adds a member without data to an even number of replicas
 * @param arbiterFollowsOrdinalZero whether that member lands where ordinal 0 lives
 * @param ordinalsMovable whether an ordinal may change its Kubernetes cluster
 * @param electionModel who decides about the primary
 * @param changes what else it can change about a cluster that is there
 */
public record PlacementLimits(
        boolean arbiterForEvenReplicas,
        boolean arbiterFollowsOrdinalZero,
        boolean ordinalsMovable,
        ElectionModel electionModel,
        Set<Change> changes) {

    /** A change that makes a cluster survive more, where its operator can carry it out. */
    public enum Change {
        /** Synchronous commit may be switched on, and its number of confirmations raised. */
        CONFIRMATIONS,
        /** The record may be kept on a majority of API servers, and on more of them. */
        STORES,
        /** A member without data may be put into a Kubernetes cluster of choice; it is of use only where members vote. */
        ARBITER,
        /** A replica may be added, in a Kubernetes cluster of choice. */
        REPLICA
    }

    /** Copies the set. */
    public PlacementLimits {
        changes = Set.copyOf(changes);
    }

    /** An operator that can raise confirmations and add replicas, and nothing else. */
    public PlacementLimits(
            boolean arbiterForEvenReplicas,
            boolean arbiterFollowsOrdinalZero,
            boolean ordinalsMovable,
            ElectionModel electionModel) {
        this(
                arbiterForEvenReplicas,
                arbiterFollowsOrdinalZero,
                ordinalsMovable,
                electionModel,
                Set.of(Change.CONFIRMATIONS, Change.REPLICA));
    }

    /** Whether the operator can carry that change out. */
    public boolean allows(Change change) {
        return changes.contains(change);
    }
}
