package io.pgspan.model.backup;

/** What a backup holds. */
public enum BackupType {
    /** Everything. */
    FULL,
    /** What has changed since the last full one. */
    DIFFERENTIAL,
    /** What has changed since the last one of any type. */
    INCREMENTAL,
    /** Snapshots of the volumes. */
    SNAPSHOT,
    /** A dump of the databases as SQL. */
    LOGICAL
}
