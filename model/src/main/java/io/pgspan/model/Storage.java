package io.pgspan.model;

import io.pgspan.model.text.Quantity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data volume of each instance.
 *
 * @param size requested capacity; more than zero (checked by validation)
 * @param storageClassName the storage class, or null for the default class of the Kubernetes cluster an instance lands on; a
 *     placement rule may name another one per cluster
 * @param durable false asks for a volume that lives as long as its pod
 */
public record Storage(Quantity size, @Nullable String storageClassName, boolean durable) {

    /** A durable volume of the default storage class. */
    public static Storage of(String size) {
        return new Storage(Quantity.of(size), null, true);
    }

    /** The same volume of a named storage class. */
    public Storage onClass(String name) {
        return new Storage(size, name, durable);
    }

    /** A volume that is lost with its pod. */
    public Storage ephemeral() {
        return new Storage(size, storageClassName, false);
    }

    /** The storage class named for every cluster, if any. */
    public Optional<String> storageClass() {
        return Optional.ofNullable(storageClassName);
    }
}
