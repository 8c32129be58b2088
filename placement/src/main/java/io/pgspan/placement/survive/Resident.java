package io.pgspan.placement.survive;

import java.util.Optional;

/**
 * One member and where it lives.
 *
 * @param pod its name
 * @param holdsData false for an arbiter, which votes and never leads
 * @param cluster the Kubernetes cluster
 * @param region the node's region, empty when it names none
 * @param zone the node's zone, empty when it names none
 * @param node the node, empty while the pod is pending: then it counts as a member and is not there
 */
public record Resident(String pod, boolean holdsData, String cluster, String region, String zone, String node) {

    /** Whether it runs anywhere. */
    public boolean isPlaced() {
        return !node.isEmpty();
    }

    /** The domain of that level it lives in; empty when it is pending, or its node doesn't say. */
    public Optional<FailureDomain> domain(Level level) {
        if (!isPlaced()) {
            return Optional.empty();
        }
        return switch (level) {
            case NODE ->
                Optional.of(new FailureDomain(level, cluster + (zone.isEmpty() ? "" : "/" + zone) + "/" + node));
            case ZONE -> Sites.zone(cluster, region, zone);
            case CLUSTER -> Optional.of(FailureDomain.cluster(cluster));
            case REGION -> Sites.region(region);
            case SCENARIO -> Optional.empty();
        };
    }
}
