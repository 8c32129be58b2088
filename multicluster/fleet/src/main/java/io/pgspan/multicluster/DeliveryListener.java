package io.pgspan.multicluster;

import io.pgspan.multicluster.execution.ExecutionListener;
import io.pgspan.multicluster.ocm.ManifestWork;

/** Told what happens while something is delivered; called on the delivering thread. */
public interface DeliveryListener extends ExecutionListener {

    /** The hub holds a work as wanted; {@code work} is what it answered. */
    default void delivered(ManifestWork work) {}

    /**
     * An attempt failed and will be repeated.
     *
     * @param what what is being done
     * @param attempt which attempt failed, from 1
     * @param why what the hub or the network said
     */
    default void retrying(String what, int attempt, String why) {}

    /** Listens to nothing. */
    static DeliveryListener none() {
        return new DeliveryListener() {};
    }
}
