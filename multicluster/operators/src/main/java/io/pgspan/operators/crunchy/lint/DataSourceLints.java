package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.List;

/** What a new cluster's data comes from. */
final class DataSourceLints {
    private DataSourceLints() {}

    static List<CrunchyTrap> all() {
        return only(
                o -> o.spec("dataSource").is(),
                warning(
                        "data-source-both",
                        o -> when(
                                source(o, "postgresCluster").is()
                                        && source(o, "pgbackrest").is(),
                                source(o, "pgbackrest")),
                        "postgresCluster wins, and this is ignored without a word",
                        "keep one of them"),
                refused(
                                "data-source-volume",
                                o -> when(
                                        source(o, "pgbackrest")
                                                .at("repo", "volume")
                                                .is(),
                                        source(o, "pgbackrest").at("repo", "volume")),
                                "data can be taken from an object store only",
                                "name the cluster that has the volume in postgresCluster, or write s3, gcs or azure")
                        .since("5.8"),
                info(
                        "data-source-once",
                        o -> when(
                                source(o, "postgresCluster").is()
                                        || source(o, "pgbackrest").is(),
                                o.spec("dataSource")),
                        "it counts only until the cluster has data; changes after that do nothing",
                        "remove it once the cluster runs; to go back later use backups.pgbackrest.restore"),
                info(
                        "clone-namespace",
                        o -> when(
                                source(o, "postgresCluster")
                                                .at("clusterNamespace")
                                                .is()
                                        && !source(o, "postgresCluster")
                                                .at("clusterNamespace")
                                                .is(o.namespace()),
                                source(o, "postgresCluster").at("clusterNamespace")),
                        "the operator copies the other namespace's keys and data here, whoever asks: nothing checks that one may",
                        "let only those create clusters who may read that namespace too"),
                warning(
                        "adopt-wal-alone",
                        o -> when(
                                source(o, "volumes").at("pgWALVolume").is()
                                        && source(o, "volumes")
                                                .at("pgDataVolume")
                                                .isNone(),
                                source(o, "volumes").at("pgWALVolume")),
                        "a volume of WAL is taken over only together with its volume of data",
                        "name pgDataVolume too"),
                warning(
                        "adopt-wal-claim",
                        o -> o.sets().isEmpty()
                                ? List.of()
                                : when(
                                        source(o, "volumes").at("pgWALVolume").is()
                                                && !o.sets()
                                                        .get(0)
                                                        .at("walVolumeClaimSpec")
                                                        .node()
                                                        .equals(o.sets()
                                                                .get(0)
                                                                .at("dataVolumeClaimSpec")
                                                                .node()),
                                        source(o, "volumes").at("pgWALVolume")),
                        "the operator applies the claim of the data to the volume of WAL that is taken over",
                        "let walVolumeClaimSpec and dataVolumeClaimSpec of the first set say the same until it is"),
                info(
                        "adopt-once",
                        o -> when(source(o, "volumes").is(), source(o, "volumes")),
                        "the volumes become the cluster's own and go with it",
                        "remove it once the cluster runs"));
    }

    private static Spot source(Sight sight, String kind) {
        return sight.spec("dataSource", kind);
    }
}
