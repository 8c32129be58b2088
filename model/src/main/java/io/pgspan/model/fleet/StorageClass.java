package io.pgspan.model.fleet;

import io.pgspan.model.placement.NodeTerm;
import java.util.List;

/**
 * How volumes of a class come to be.
 *
 * @param name its name
 * @param provisioner the driver that makes volumes
 * @param binding when a claim gets its volume
 * @param provisions false when volumes are made by hand ({@code kubernetes.io/no-provisioner})
 * @param allowedTopologies where volumes may be made; empty: everywhere
 */
public record StorageClass(
        String name, String provisioner, Binding binding, boolean provisions, List<NodeTerm> allowedTopologies) {

    /** When a claim gets its volume. */
    public enum Binding {
        /** At once, wherever that is. */
        IMMEDIATE,
        /** When a pod that uses it is scheduled, where the pod goes. */
        WAIT_FOR_FIRST_CONSUMER
    }

    /** Copies the list. */
    public StorageClass {
        allowedTopologies = List.copyOf(allowedTopologies);
    }

    /** A class whose volumes are made where the pod goes, on any node; what a class is taken for that is only named. */
    public static StorageClass anywhere(String name) {
        return new StorageClass(name, "", Binding.WAIT_FOR_FIRST_CONSUMER, true, List.of());
    }
}
