package io.pgspan.multicluster.ocm;

/** The labels on ManifestWorks by which they are found again. */
public final class WorkLabels {
    /** The name of the PostgreSQL cluster; absent on what several of them share. */
    public static final String CLUSTER = "pgspan.io/cluster";

    /** The namespace of the PostgreSQL cluster. */
    public static final String NAMESPACE = "pgspan.io/namespace";

    /** The {@link ObjectRole} of what the work carries. */
    public static final String ROLE = "pgspan.io/role";

    /** Who manages the work: {@link #MANAGER}. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** The manager's name. */
    public static final String MANAGER = "pgspan";

    private WorkLabels() {}
}
