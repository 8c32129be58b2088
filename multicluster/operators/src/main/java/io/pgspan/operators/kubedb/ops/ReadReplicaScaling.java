package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.placement.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One group of read replicas, added, changed or removed.
 *
 * @param name the group's
 * @param replicas how many, or null for as many as there are
 * @param remove whether the group is removed; default false
 * @param resources of its containers, or null
 * @param nodeSelector labels its nodes must have
 * @param tolerations taints its pods tolerate
 * @param storageType whether its volumes last, or null for as they are
 * @param storage its volumes, or null
 * @param placementPolicy the name of its placement policy; null leaves it to the schema, which writes {@code default}
 * @param serviceTemplate what its service says, or null
 */
public record ReadReplicaScaling(
        String name,
        @Nullable Integer replicas,
        boolean remove,
        @Nullable ContainerResources resources,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        @Nullable StorageType storageType,
        @Nullable VolumeClaim storage,
        @Nullable String placementPolicy,
        @Nullable ServiceTemplate serviceTemplate) {

    /** Whether volumes last. */
    public enum StorageType {
        /** They are claims and outlive pods. */
        DURABLE,
        /** They go with their pod. */
        EPHEMERAL
    }

    /** Copies the collections. */
    public ReadReplicaScaling {
        nodeSelector = Map.copyOf(nodeSelector);
        tolerations = List.copyOf(tolerations);
    }

    /** A group with a number of replicas. */
    public static ReadReplicaScaling of(String name, int replicas) {
        return new ReadReplicaScaling(name, replicas, false, null, Map.of(), List.of(), null, null, null, null);
    }

    /** The removal of a group. */
    public static ReadReplicaScaling removal(String name) {
        return new ReadReplicaScaling(name, null, true, null, Map.of(), List.of(), null, null, null, null);
    }
}
