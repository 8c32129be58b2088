package io.pgspan.placement;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one pod is predicted to land.
 *
 * @param pod the pod's name
 * @param cluster the Kubernetes cluster it is sent to
 * @param nodeName the node predicted, or null when it fits nowhere and stays pending
 * @param zone the node's zone, empty when it has none or there is no node
 * @param storageClass the storage class of its volume, empty when its volume is ephemeral or the pod is no member
 * @param holdsData false for an arbiter
 * @param reasons in sentences: why this cluster and storage class, why each other node is out, what decided among the rest
 */
public record PodPlacement(
        String pod,
        String cluster,
        @Nullable String nodeName,
        String zone,
        String storageClass,
        boolean holdsData,
        List<String> reasons) {

    /** Copies the reasons. */
    public PodPlacement {
        reasons = List.copyOf(reasons);
    }

    /** The node predicted; empty when the pod fits nowhere. */
    public Optional<String> node() {
        return Optional.ofNullable(nodeName);
    }

    /** Whether a node was found. */
    public boolean isPlaced() {
        return nodeName != null;
    }
}
