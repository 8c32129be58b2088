package io.pgspan.model.fleet;

import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;

/**
 * A node as the scheduler sees it.
 *
 * @param name the node's name
 * @param labels all labels; the zone is among them
 * @param cpu allocatable CPU
 * @param memory allocatable memory
 * @param taints what keeps pods away
 * @param schedulable false when cordoned
 */
public record Node(
        String name,
        Map<String, String> labels,
        Quantity cpu,
        Quantity memory,
        List<Taint> taints,
        boolean schedulable) {

    /**
     * A taint.
     *
     * @param key its key
     * @param value its value, empty when it has none
     * @param effect {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}
     */
    public record Taint(String key, String value, String effect) {}

    /** Copies the collections. */
    public Node {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }

    /** The zone label's value, empty when the node has none. */
    public String zone() {
        return labels.getOrDefault("topology.kubernetes.io/zone", "");
    }
}
