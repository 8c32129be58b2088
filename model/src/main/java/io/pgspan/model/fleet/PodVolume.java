package io.pgspan.model.fleet;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A volume of a pod that a scheduler asks after; others (secrets, empty directories) keep no pod from any node. */
public sealed interface PodVolume {

    /**
     * A claim that must exist.
     *
     * @param claimName its name, in the pod's namespace
     */
    record Claimed(String claimName) implements PodVolume {}

    /**
     * A claim that is created with the pod, unless it is there: of a template, or ephemeral.
     *
     * @param claimName its name, in the pod's namespace
     * @param storageClassName its class, or null for the cluster's default
     * @param exclusive whether only one pod at a time may use it ({@code ReadWriteOncePod})
     */
    record NewClaim(String claimName, @Nullable String storageClassName, boolean exclusive) implements PodVolume {
        /** Its class, empty for the cluster's default. */
        public Optional<String> storageClass() {
            return Optional.ofNullable(storageClassName);
        }
    }

    /**
     * A disk of the provider named in the pod itself.
     *
     * @param id its kind and identity
     * @param readOnly two pods on one node may share it only when both read
     */
    record Disk(String id, boolean readOnly) implements PodVolume {}

    /** A claim that must exist. */
    static PodVolume claim(String claimName) {
        return new Claimed(claimName);
    }

    /** A claim created with the pod, unless it is there. */
    static PodVolume newClaim(String claimName, String storageClassName) {
        return new NewClaim(claimName, storageClassName, false);
    }
}
