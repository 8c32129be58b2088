package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.text.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Larger volumes; at least one of the two.
 *
 * @param postgres the size of each data volume, or null
 * @param arbiter the size of the arbiter's volume, or null
 * @param mode whether pods run meanwhile; null when a text left it out, which is refused
 */
public record VolumeExpansion(
        @Nullable Quantity postgres,
        @Nullable Quantity arbiter,
        @Nullable Mode mode) implements Operation {
    /** Whether pods run while a volume grows. */
    public enum Mode {
        /** They do; the storage driver must be able to. */
        ONLINE,
        /** Each is deleted first. */
        OFFLINE
    }

    /** Data volumes alone, while the pods run. */
    public static VolumeExpansion online(Quantity postgres) {
        return new VolumeExpansion(postgres, null, Mode.ONLINE);
    }

    @Override
    public OperationType type() {
        return OperationType.VOLUME_EXPANSION;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.volumeExpansion(this);
    }
}
