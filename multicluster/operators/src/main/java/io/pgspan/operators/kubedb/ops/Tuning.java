package io.pgspan.operators.kubedb.ops;

import org.jspecify.annotations.Nullable;

/**
 * Settings that KubeDB computes from the resources of the container.
 *
 * @param profile what the database is used for, or null
 * @param maxConnections how many clients, or null
 * @param storageType what the volumes are, or null
 * @param disableAutoTune whether nothing is computed; default false
 */
public record Tuning(
        @Nullable Profile profile,
        @Nullable Integer maxConnections,
        @Nullable Media storageType,
        boolean disableAutoTune) {

    /** What a database is used for. */
    public enum Profile {
        /** Many short reads. */
        WEB,
        /** Many short transactions. */
        OLTP,
        /** Few long queries. */
        DW,
        /** All of these. */
        MIXED,
        /** One user's machine. */
        DESKTOP
    }

    /** What volumes are. */
    public enum Media {
        /** Flash. */
        SSD,
        /** Turning disks. */
        HDD,
        /** A storage network. */
        SAN
    }
}
