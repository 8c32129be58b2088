package io.pgspan.model.fleet;

import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;

/**
 * A pod that an operator would create, as far as the scheduler cares.
 *
 * @param name the pod's name
 * @param clusterName the Kubernetes cluster it is sent to
 * @param labels its labels: spread constraints and anti-affinity count pods by them
 * @param cpu the sum of its containers' CPU requests
 * @param memory the sum of its containers' memory requests
 * @param spreads its topology spread constraints
 * @param antiAffinityKeys topology keys on which it must not meet a pod of the same labels (required anti-affinity)
 * @param nodeSelector labels its node must have
 * @param holdsData false for an arbiter
 */
public record PodTemplate(
        String name,
        String clusterName,
        Map<String, String> labels,
        Quantity cpu,
        Quantity memory,
        List<Spread> spreads,
        List<String> antiAffinityKeys,
        Map<String, String> nodeSelector,
        boolean holdsData) {

    /** Copies the collections. */
    public PodTemplate {
        labels = Map.copyOf(labels);
        spreads = List.copyOf(spreads);
        antiAffinityKeys = List.copyOf(antiAffinityKeys);
        nodeSelector = Map.copyOf(nodeSelector);
    }
}
