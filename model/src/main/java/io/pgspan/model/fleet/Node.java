package io.pgspan.model.fleet;

import io.pgspan.model.Resources;
import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;

/**
 * A node as the scheduler sees it.
 *
 * @param name the node's name
 * @param labels all labels; the zone is among them
 * @param allocatable what pods may request, by resource name; {@code pods} is how many there may be; an absent one is zero
 * @param images the images it holds
 * @param taints what keeps pods away, in order
 * @param schedulable false when cordoned
 * @param volumeLimits how many volumes of a storage driver may be attached; an absent one has no limit
 */
public record Node(
        String name,
        Map<String, String> labels,
        Map<String, Quantity> allocatable,
        List<Image> images,
        List<Taint> taints,
        boolean schedulable,
        Map<String, Integer> volumeLimits) {
    /** The resource name of the number of pods. */
    public static final String PODS = "pods";

    /** How many pods a kubelet takes unless told otherwise. */
    public static final int PODS_DEFAULT = 110;

    private static final Quantity NOTHING = Quantity.of("0");

    /**
     * A taint.
     *
     * @param key its key
     * @param value its value, empty when it has none
     * @param effect {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}
     */
    public record Taint(String key, String value, String effect) {}

    /**
     * An image on a node.
     *
     * @param names the references it goes by
     * @param bytes its size
     */
    public record Image(List<String> names, long bytes) {
        /** Copies the names. */
        public Image {
            names = List.copyOf(names);
        }
    }

    /** Copies the collections. */
    public Node {
        labels = Map.copyOf(labels);
        allocatable = Map.copyOf(allocatable);
        images = List.copyOf(images);
        taints = List.copyOf(taints);
        volumeLimits = Map.copyOf(volumeLimits);
    }

    /** A node of {@value #PODS_DEFAULT} pods that holds no image. */
    public Node(
            String name,
            Map<String, String> labels,
            Quantity cpu,
            Quantity memory,
            List<Taint> taints,
            boolean schedulable) {
        this(
                name,
                labels,
                Map.of(Resources.CPU, cpu, Resources.MEMORY, memory, PODS, Quantity.of(Integer.toString(PODS_DEFAULT))),
                List.of(),
                taints,
                schedulable,
                Map.of());
    }

    /** Allocatable CPU. */
    public Quantity cpu() {
        return allocatable(Resources.CPU);
    }

    /** Allocatable memory. */
    public Quantity memory() {
        return allocatable(Resources.MEMORY);
    }

    /** Allocatable amount of a resource, zero when the node does not list it. */
    public Quantity allocatable(String resource) {
        return allocatable.getOrDefault(resource, NOTHING);
    }

    /** The zone label's value, empty when the node has none. */
    public String zone() {
        return labels.getOrDefault("topology.kubernetes.io/zone", "");
    }

    /** The same node, cordoned or not. */
    public Node schedulable(boolean can) {
        return new Node(name, labels, allocatable, images, taints, can, volumeLimits);
    }

    /** The same node with these taints. */
    public Node taints(List<Taint> others) {
        return new Node(name, labels, allocatable, images, others, schedulable, volumeLimits);
    }

    /** The same node with these images. */
    public Node images(List<Image> others) {
        return new Node(name, labels, allocatable, others, taints, schedulable, volumeLimits);
    }
}
