package io.pgspan.operators.crunchy;

import io.pgspan.model.Resources;

/**
 * What PGO's own helpers in the pods of the cluster's first instance set ask for; nothing by default.
 *
 * @param certificateCopy the container {@code replication-cert-copy}
 * @param backupServer the container {@code pgbackrest}
 * @param backupConfig the container {@code pgbackrest-config}
 */
public record Sidecars(Resources certificateCopy, Resources backupServer, Resources backupConfig) {
    private static final Sidecars UNSAID = new Sidecars(Resources.unsaid(), Resources.unsaid(), Resources.unsaid());

    /** Nothing said. */
    public static Sidecars unsaid() {
        return UNSAID;
    }
}
