package io.pgspan.model;

/** What happens to data when the cluster's manifest is deleted. */
public enum DeletionPolicy {
    /** Deletion is refused. */
    PROTECT,
    /** Workloads go; volumes, secrets and backups stay. */
    KEEP_DATA,
    /** Workloads and volumes go; secrets and backups stay. The default of most operators. */
    DELETE_VOLUMES,
    /** Everything goes, backups included. */
    WIPE_OUT
}
