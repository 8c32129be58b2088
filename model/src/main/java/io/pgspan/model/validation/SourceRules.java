package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.LogicalImport;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.replication.StandbyCluster;
import java.util.List;
import java.util.function.BiConsumer;

/** Where the first data comes from: another cluster, a backup, or a cluster that is followed for good. */
final class SourceRules {
    private static final int SEGMENT_MEGABYTES_MAX = 1024;

    private SourceRules() {}

    static List<Rule<PostgresCluster>> all() {
        return List.of(
                Findings.rule("source.repository", SourceRules::repository),
                rule("source.clone", CloneOf.class, SourceRules::clone),
                rule("source.import", LogicalImport.class, SourceRules::logicalImport),
                rule("source.wal-segment", InitDb.class, SourceRules::segment),
                Findings.rule("standby.source", SourceRules::standbySource),
                Findings.rule("standby.repository", SourceRules::standbyRepository),
                Findings.rule("standby.data-source", SourceRules::standbyData));
    }

    private static <T extends DataSource> NamedRule rule(String id, Class<T> kind, BiConsumer<T, Findings> judge) {
        return Findings.rule(
                id,
                (cluster, found) -> cluster.dataSource()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .ifPresent(source -> judge.accept(source, found)));
    }

    private static List<String> repositories(PostgresCluster cluster) {
        return cluster.backups()
                .map(backups ->
                        backups.repositories().stream().map(Repository::name).toList())
                .orElse(List.of());
    }

    private static void repository(PostgresCluster cluster, Findings found) {
        if (!(cluster.dataSource().orElse(null) instanceof RestoreFrom source)) {
            return;
        }
        List<String> names = repositories(cluster);
        String wanted = source.repositoryName().orElse("");
        boolean described = source.repository().isPresent();
        found.addIf(
                described && !wanted.isEmpty(),
                "dataSource.repositoryName",
                wanted,
                "the repository is described and named as well",
                "keep one of repository and repositoryName");
        if (described || source.clusterName().isPresent() || source.backupName().isPresent()) {
            return;
        }
        found.addIf(
                wanted.isEmpty() ? names.isEmpty() : !names.contains(wanted),
                "dataSource.repositoryName",
                wanted,
                wanted.isEmpty()
                        ? "nothing says where the backup is"
                        : "the wish has no such repository and names no cluster that has it",
                "describe the repository, name the cluster the backups are of, or add the repository to backups");
    }

    private static void clone(CloneOf source, Findings found) {
        found.addIf(
                source.clusterName().isPresent() == source.connection().isPresent(),
                "dataSource",
                source.clusterName().orElse(""),
                "the cluster to copy is said by its name and by a connection, or by neither",
                "keep one of clusterName and connection");
    }

    private static void logicalImport(LogicalImport source, Findings found) {
        boolean single = source.kind() == LogicalImport.Kind.SINGLE_DATABASE;
        found.addIf(
                single && source.databases().size() != 1,
                "dataSource.databases",
                String.join(", ", source.databases()),
                "one database is taken, not " + source.databases().size(),
                "name exactly one, or take the WHOLE_SERVER");
        found.addIf(
                single && !source.roles().isEmpty(),
                "dataSource.roles",
                String.join(", ", source.roles()),
                "roles belong to the server and not to one database",
                "leave them out, or take the WHOLE_SERVER");
    }

    private static void segment(InitDb source, Findings found) {
        source.walSegmentMegabytes()
                .ifPresent(size -> found.addIf(
                        size < 1 || size > SEGMENT_MEGABYTES_MAX || Integer.bitCount(size) != 1,
                        "dataSource.walSegmentMegabytes",
                        size,
                        "initdb takes no such size",
                        "use a power of two from 1 to " + SEGMENT_MEGABYTES_MAX));
    }

    private static void standbySource(PostgresCluster cluster, Findings found) {
        cluster.standby()
                .ifPresent(standby -> found.addIf(
                        standby.repository().isEmpty()
                                && standby.stream().isEmpty()
                                && standby.source().isEmpty(),
                        "standby",
                        "",
                        "nothing says which cluster is followed",
                        "name a repository, a server to stream from, or the operator's object"));
    }

    private static void standbyRepository(PostgresCluster cluster, Findings found) {
        List<String> names = repositories(cluster);
        cluster.standby()
                .flatMap(StandbyCluster::repository)
                .ifPresent(name -> found.addIf(
                        !names.contains(name),
                        "standby.repository",
                        name,
                        "the wish has no such repository",
                        names.isEmpty()
                                ? "add it to backups"
                                : "add it to backups, or use one of " + String.join(", ", names)));
    }

    private static void standbyData(PostgresCluster cluster, Findings found) {
        if (cluster.standby().filter(StandbyCluster::isEnabled).isEmpty()) {
            return;
        }
        cluster.dataSource()
                .ifPresent(source -> found.addIf(
                        source instanceof InitDb || source instanceof LogicalImport,
                        "dataSource",
                        source instanceof InitDb ? "InitDb" : "LogicalImport",
                        "only a byte for byte copy of a cluster can follow it",
                        "restore or clone the cluster that is followed, or leave the data source out"));
    }
}
