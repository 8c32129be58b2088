package io.pgspan.operators.cnpg;

/** Where the description of the object store stands. */
public enum BackupForm {
    /** In an {@code ObjectStore} of the Barman Cloud plugin, which the cluster names. */
    PLUGIN,
    /** In the {@code Cluster}, as {@code backup.barmanObjectStore}: deprecated, and to be removed with release 1.31. */
    IN_TREE
}
