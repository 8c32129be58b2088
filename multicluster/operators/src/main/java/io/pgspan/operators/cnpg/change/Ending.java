package io.pgspan.operators.cnpg.change;

/** What a patch of a {@code Cluster} is waited to come to. */
enum Ending {
    /** The API server has taken it. */
    ACCEPTED,
    /** The same, in whatever state the cluster is before. */
    ANYHOW,
    /** The cluster is healthy with all its instances. */
    HEALTHY,
    /** Healthy, and no claim is being resized. */
    GROWN,
    /** Healthy with another number of instances. */
    COPIED,
    /** Healthy with the data directory of the new major version. */
    UPGRADED,
    /** Healthy with the image. */
    UPDATED,
    /** All but the primary are updated, and somebody is waited for. */
    WAITING,
    /** The token has been used. */
    PROMOTED,
    /** The roles have been changed. */
    DEMOTED,
    /** All pods are gone. */
    HIBERNATED
}
