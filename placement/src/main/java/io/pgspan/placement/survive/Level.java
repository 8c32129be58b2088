package io.pgspan.placement.survive;

/** What can be lost as a whole, from small to large. */
public enum Level {
    /** One node; its Kubernetes cluster's API server lives on. */
    NODE("node", "nodes"),
    /**
     * One zone: the nodes of one Kubernetes cluster that say so, or, where nodes name their region, those of that region in whatever
     * cluster.
     */
    ZONE("zone", "zones"),
    /** One Kubernetes cluster, its API server included. */
    CLUSTER("Kubernetes cluster", "Kubernetes clusters"),
    /** One region, in whatever Kubernetes cluster. */
    REGION("region", "regions"),
    /** Domains that a caller says fall together, such as nodes on one power feed. */
    SCENARIO("scenario", "scenarios");

    private final String one;
    private final String several;

    Level(String one, String several) {
        this.one = one;
        this.several = several;
    }

    /** The word for that many of them. */
    public String noun(int count) {
        return count == 1 ? one : several;
    }
}
