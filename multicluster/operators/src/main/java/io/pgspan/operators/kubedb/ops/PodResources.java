package io.pgspan.operators.kubedb.ops;

import org.jspecify.annotations.Nullable;

/**
 * Resources of a pod's main container, and nodes that have them.
 *
 * @param resources what the container asks for and may use
 * @param nodeSelectionPolicy the operator's word for how nodes are chosen, or null
 * @param topology the node label to choose by, or null
 */
public record PodResources(
        ContainerResources resources,
        @Nullable String nodeSelectionPolicy,
        @Nullable Topology topology) {

    /**
     * A node label.
     *
     * @param key the label
     * @param value its value
     */
    public record Topology(String key, String value) {}

    /** Resources on any node. */
    public static PodResources of(ContainerResources resources) {
        return new PodResources(resources, null, null);
    }
}
