package io.pgspan.operators.kubedb;

import io.pgspan.model.Resources;
import io.pgspan.model.text.Quantity;
import java.util.Map;

/**
 * What only KubeDB has of pods and of the set that makes them.
 *
 * @param coordinator what the container beside every PostgreSQL asks for, which votes; default 200m CPU and 256Mi, memory limited to that
 * @param init what the container before PostgreSQL asks for; default 200m CPU and 256Mi, memory limited to 512Mi
 * @param controllerLabels further labels of the PetSet
 * @param controllerAnnotations further annotations of the PetSet
 * @param enforceFsGroup whether the first container runs as root to own the volume, for storage that ignores the pod's group; default
 *     false
 */
public record PodDetails(
        Resources coordinator,
        Resources init,
        Map<String, String> controllerLabels,
        Map<String, String> controllerAnnotations,
        boolean enforceFsGroup) {
    static final Resources COORDINATOR = Resources.of("200m", "256Mi");
    static final Resources INIT = new Resources(
            Map.of(Resources.CPU, Quantity.of("200m"), Resources.MEMORY, Quantity.of("256Mi")),
            Map.of(Resources.MEMORY, Quantity.of("512Mi")));
    private static final PodDetails DEFAULTS = new PodDetails(COORDINATOR, INIT, Map.of(), Map.of(), false);

    /** Copies the maps. */
    public PodDetails {
        controllerLabels = Map.copyOf(controllerLabels);
        controllerAnnotations = Map.copyOf(controllerAnnotations);
    }

    /** What KubeDB makes when nothing is said. */
    public static PodDetails ofDefaults() {
        return DEFAULTS;
    }

    /** The same with other resources of the coordinator. */
    public PodDetails withCoordinator(Resources resources) {
        return new PodDetails(resources, init, controllerLabels, controllerAnnotations, enforceFsGroup);
    }

    /** The same with other resources of the container before PostgreSQL. */
    public PodDetails withInit(Resources resources) {
        return new PodDetails(coordinator, resources, controllerLabels, controllerAnnotations, enforceFsGroup);
    }
}
