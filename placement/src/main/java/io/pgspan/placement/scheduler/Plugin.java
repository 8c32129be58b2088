package io.pgspan.placement.scheduler;

/** The scheduler's plugins in the order in which they filter. */
public enum Plugin {
    /** Cordoned nodes. */
    NODE_UNSCHEDULABLE("NodeUnschedulable", 0),
    /** The one node a pod names. */
    NODE_NAME("NodeName", 0),
    /** Taints that a pod does not bear. */
    TAINT_TOLERATION("TaintToleration", 3),
    /** Node selectors and node affinity. */
    NODE_AFFINITY("NodeAffinity", 2),
    /** Ports of the node. */
    NODE_PORTS("NodePorts", 0),
    /** Room for the requests. */
    NODE_RESOURCES_FIT("NodeResourcesFit", 1),
    /** Disks and claims that only one may use. */
    VOLUME_RESTRICTIONS("VolumeRestrictions", 0),
    /** How many volumes may be attached. */
    NODE_VOLUME_LIMITS("NodeVolumeLimits", 0),
    /** Where volumes are or can be made. */
    VOLUME_BINDING("VolumeBinding", 0),
    /** Zones of volumes. */
    VOLUME_ZONE("VolumeZone", 0),
    /** Topology spread constraints. */
    POD_TOPOLOGY_SPREAD("PodTopologySpread", 2),
    /** Pod affinity and anti-affinity. */
    INTER_POD_AFFINITY("InterPodAffinity", 2),
    /** Evenly used resources. */
    BALANCED_ALLOCATION("NodeResourcesBalancedAllocation", 1),
    /** Images that are there. */
    IMAGE_LOCALITY("ImageLocality", 1);

    private final String text;
    private final int weight;

    Plugin(String text, int weight) {
        this.text = text;
        this.weight = weight;
    }

    /** The weight of its score in the default profile; 0 when it has none. */
    public int defaultWeight() {
        return weight;
    }

    /** The name it has in Kubernetes. */
    @Override
    public String toString() {
        return text;
    }
}
