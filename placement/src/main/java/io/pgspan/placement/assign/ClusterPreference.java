package io.pgspan.placement.assign;

/**
 * What is wished of one Kubernetes cluster where no rule names ordinals. A cluster without a preference is allowed, has weight 1, no limit
 * and costs nothing.
 *
 * @param clusterName its name in the fleet
 * @param use whether it may, must or must not have replicas
 * @param weight its share in proportion to the other clusters' weights; 1 or more
 * @param atMost the greatest number of replicas it has room for; 0 or more
 * @param cost of one replica there, in any unit; decides only between clusters that are equal otherwise
 */
public record ClusterPreference(String clusterName, Use use, int weight, int atMost, long cost) {
    /** No limit. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    /** Whether a cluster takes part. */
    public enum Use {
        /** It may have replicas. */
        ALLOWED,
        /** It must have one at least. */
        REQUIRED,
        /** It must have none. */
        FORBIDDEN
    }

    /** Allowed, weight 1, without a limit, without a cost. */
    public static ClusterPreference of(String clusterName) {
        return new ClusterPreference(clusterName, Use.ALLOWED, 1, UNLIMITED, 0);
    }

    /** The same, with one replica at least. */
    public ClusterPreference required() {
        return new ClusterPreference(clusterName, Use.REQUIRED, weight, atMost, cost);
    }

    /** The same, without any replica. */
    public ClusterPreference forbidden() {
        return new ClusterPreference(clusterName, Use.FORBIDDEN, weight, atMost, cost);
    }

    /** The same with another weight. */
    public ClusterPreference weighing(int share) {
        return new ClusterPreference(clusterName, use, share, atMost, cost);
    }

    /** The same with room for so many replicas. */
    public ClusterPreference atMost(int replicas) {
        return new ClusterPreference(clusterName, use, weight, replicas, cost);
    }

    /** The same with another cost. */
    public ClusterPreference costing(long perReplica) {
        return new ClusterPreference(clusterName, use, weight, atMost, perReplica);
    }
}
