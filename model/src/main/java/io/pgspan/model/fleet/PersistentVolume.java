package io.pgspan.model.fleet;

import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PersistentVolume that exists.
 *
 * @param name its name
 * @param storageClassName its class, empty for none
 * @param labels its labels; those of zone and region hold its pods there
 * @param nodeAffinity its node must meet one of these; empty: any node will do
 * @param claim the {@code namespace/name} of the claim it is kept for, or null
 * @param accessModes how it may be mounted
 * @param capacity its size
 * @param driver the storage driver that attaches it, empty where there is none
 */
public record PersistentVolume(
        String name,
        String storageClassName,
        Map<String, String> labels,
        List<NodeTerm> nodeAffinity,
        @Nullable String claim,
        List<String> accessModes,
        Quantity capacity,
        String driver) {

    /** Copies the collections. */
    public PersistentVolume {
        labels = Map.copyOf(labels);
        nodeAffinity = List.copyOf(nodeAffinity);
        accessModes = List.copyOf(accessModes);
    }

    /** The {@code namespace/name} of the claim it is kept for. */
    public Optional<String> keptFor() {
        return Optional.ofNullable(claim);
    }
}
