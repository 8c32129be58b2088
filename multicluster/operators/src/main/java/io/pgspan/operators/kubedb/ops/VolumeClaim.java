package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A claim of a volume, as Kubernetes says it.
 *
 * @param accessModes Kubernetes' words, for example {@code ReadWriteOnce}
 * @param storageClassName the class, or null for the cluster's default
 * @param requests amounts, of which {@code storage} counts
 * @param limits amounts
 * @param volumeMode {@code Filesystem} or {@code Block}, or null for the first
 * @param volumeName a volume that is there already, or null
 * @param volumeAttributesClassName a class of attributes, or null
 * @param selector labels of volumes to choose from, or null
 * @param dataSource what fills it at first, or null
 * @param dataSourceRef the same, with a namespace, or null
 */
public record VolumeClaim(
        List<String> accessModes,
        @Nullable String storageClassName,
        Map<String, Quantity> requests,
        Map<String, Quantity> limits,
        @Nullable String volumeMode,
        @Nullable String volumeName,
        @Nullable String volumeAttributesClassName,
        @Nullable LabelSelector selector,
        @Nullable TypedRef dataSource,
        @Nullable TypedRef dataSourceRef) {

    /** Copies the collections. */
    public VolumeClaim {
        accessModes = List.copyOf(accessModes);
        requests = Map.copyOf(requests);
        limits = Map.copyOf(limits);
    }

    /** A size, in a class or in the cluster's default when null, for one node at a time. */
    public static VolumeClaim of(@Nullable String storageClassName, Quantity size) {
        return new VolumeClaim(
                List.of("ReadWriteOnce"),
                storageClassName,
                Map.of(ContainerResources.STORAGE, size),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
