package io.pgspan.operators.kubedb.ops;

import org.jspecify.annotations.Nullable;

/**
 * Another storage class: each pod's data is copied into a new volume on the same node. The request must have a timeout.
 *
 * @param storageClassName the new class; empty when a text left it out
 * @param oldVolumes what becomes of the old volumes, or null for what they say themselves
 */
public record StorageMigration(
        String storageClassName, @Nullable ReclaimPolicy oldVolumes) implements Operation {
    /** What becomes of a volume nobody claims any more. */
    public enum ReclaimPolicy {
        /** It stays, with its data. */
        RETAIN,
        /** It is deleted. */
        DELETE,
        /** It is wiped and offered again; deprecated in Kubernetes. */
        RECYCLE
    }

    @Override
    public OperationType type() {
        return OperationType.STORAGE_MIGRATION;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.storageMigration(this);
    }
}
