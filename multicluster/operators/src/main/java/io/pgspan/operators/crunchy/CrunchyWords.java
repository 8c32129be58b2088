package io.pgspan.operators.crunchy;

import io.pgspan.model.placement.LabelSelector;
import java.util.List;
import java.util.Map;

/** Words of PGO's API that several classes write. */
final class CrunchyWords {
    static final String DIALECT = "crunchy";
    static final String GROUP = "postgres-operator.crunchydata.com";
    static final String CLUSTER = "PostgresCluster";
    static final String LABEL = GROUP + "/";
    static final String CLUSTER_LABEL = LABEL + "cluster";
    static final String DATA_LABEL = LABEL + "data";

    /** What PGO calls the first set when nobody names it. */
    static final String FIRST_SET = "00";

    /** PostgreSQL's port when none is said. */
    static final int PORT = 5432;

    /** Containers that PGO puts into instance pods itself. */
    static final List<String> OWN_CONTAINERS = List.of(
            "database",
            "replication-cert-copy",
            "pgbackrest",
            "pgbackrest-config",
            "collector",
            "exporter",
            "postgres-startup",
            "nss-wrapper-init");

    private CrunchyWords() {}

    /** The pods that hold a cluster's data, of whichever set. */
    static LabelSelector dataPods(String cluster) {
        return LabelSelector.of(Map.of(CLUSTER_LABEL, cluster, DATA_LABEL, "postgres"));
    }
}
