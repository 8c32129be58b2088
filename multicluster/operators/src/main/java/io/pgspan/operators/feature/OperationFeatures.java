package io.pgspan.operators.feature;

import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Access;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.LogicalImport;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.backup.VolumesOf;
import io.pgspan.model.monitoring.Monitoring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a wish says of access, services, backups, monitoring and the cluster's life. */
public final class OperationFeatures {
    /** The superuser's secret. */
    public static final Feature SUPERUSER_SECRET = access(
            "superuser-secret",
            "a secret of one's own for the superuser",
            "superuserSecret",
            a -> a.withSuperuserSecret(Optional.empty()));

    /** No superuser over the network. */
    public static final Feature NO_SUPERUSER_ACCESS = access(
            "no-superuser-access",
            "superuser kept off the network",
            "superuserAccess",
            a -> a.withSuperuserAccess(true));

    /** Users. */
    public static final Feature USERS = access(
            "users",
            "users, their privileges and passwords",
            "users",
            a -> a.withUsers(List.of()).withUsersListed(false));

    /** Databases. */
    public static final Feature DATABASES =
            access("databases", "databases and extensions", "databases", a -> a.withDatabases(List.of()));

    /** Rules of pg_hba. */
    public static final Feature HBA = access("hba", "rules of pg_hba.conf", "hba", a -> a.withHba(List.of()));

    /** SCRAM, MD5 or certificates. */
    public static final Feature CLIENT_AUTH = access(
            "client-auth", "how clients prove who they are", "clientAuth", a -> a.withClientAuth(Optional.empty()));

    /** Encryption. */
    public static final Feature TLS = Feature.part(
            "tls",
            "encryption with an issuer's or one's own certificates",
            "tls",
            PostgresCluster::tls,
            w -> w.withTls(Optional.empty()));

    /** Services. */
    public static final Feature SERVICES = Feature.part(
            "services",
            "types, ports and annotations of services",
            "services",
            PostgresCluster::services,
            w -> w.withServices(List.of()));

    /** Poolers. */
    public static final Feature POOLERS = Feature.part(
            "poolers", "connection poolers", "poolers", PostgresCluster::poolers, w -> w.withPoolers(List.of()));

    /** Metrics. */
    public static final Feature MONITORING = Feature.part(
            "monitoring",
            "metrics for Prometheus",
            "monitoring",
            PostgresCluster::monitoring,
            w -> w.withMonitoring(Optional.empty()));

    /** Queries for metrics. */
    public static final Feature METRIC_QUERIES = monitoring(
            "metric-queries",
            "queries of one's own for metrics",
            "queries",
            m -> m.toBuilder().queries(List.of()).defaultQueries(true).build());

    /** Alerts. */
    public static final Feature ALERTS = monitoring(
            "alerts",
            "alert rules",
            "alerts",
            m -> m.toBuilder().alerts(List.of()).build());

    /** Backups. */
    public static final Feature BACKUPS = Feature.part(
            "backups",
            "backups and archived write-ahead log, said with the cluster",
            "backups",
            PostgresCluster::backups,
            w -> w.withBackups(Optional.empty()));

    /** Repositories on volumes. */
    public static final Feature VOLUME_REPOSITORIES =
            repositories("volume-repositories", "repositories of backups on volumes", RepositoryTarget.Volume.class);

    /** Repositories in object stores. */
    public static final Feature OBJECT_STORE_REPOSITORIES = repositories(
            "object-store-repositories",
            "repositories of backups in S3, Google or Azure",
            RepositoryTarget.S3.class,
            RepositoryTarget.Gcs.class,
            RepositoryTarget.Azure.class);

    /** Schedules and retention. */
    public static final Feature BACKUP_SCHEDULES = backups(
            "backup-schedules",
            "schedules and retention of backups",
            "repositories.schedules",
            b -> repositories(
                    b,
                    r -> r.toBuilder()
                            .schedules(List.of())
                            .retention(Optional.empty())
                            .build()));

    /** Encrypted repositories. */
    public static final Feature BACKUP_ENCRYPTION = backups(
            "backup-encryption",
            "encrypted repositories",
            "repositories.encryption",
            b -> repositories(
                    b.toBuilder()
                            .walArchive(b.walArchive()
                                    .map(w -> w.toBuilder()
                                            .encryption(Optional.empty())
                                            .build()))
                            .build(),
                    r -> r.toBuilder().encryption(Optional.empty()).build()));

    /** Snapshots. */
    public static final Feature SNAPSHOTS = backups(
            "snapshots",
            "snapshots of volumes as backups",
            "snapshots",
            b -> b.toBuilder().snapshots(Optional.empty()).build());

    /** Tuning of the backup tool. */
    public static final Feature BACKUP_TUNING = backups(
            "backup-tuning",
            "settings of the backup tool, prepared manual backups",
            "toolOptions",
            b -> b.toBuilder()
                    .toolOptions(Map.of())
                    .manual(Optional.empty())
                    .image(Optional.empty())
                    .walArchive(Optional.empty())
                    .build());

    /** Settings of initdb. */
    public static final Feature INITDB =
            source("initdb", "settings of initdb: encoding, locale, checksums, segment size", InitDb.class);

    /** Cloning. */
    public static final Feature CLONE = source("clone", "a copy of a running cluster", CloneOf.class);

    /** Restoring. */
    public static final Feature RESTORE =
            source("restore", "a cluster from a backup, up to a target", RestoreFrom.class);

    /** Volumes that exist. */
    public static final Feature VOLUME_MIGRATION =
            source("volume-migration", "a cluster from volumes that exist", VolumesOf.class);

    /** Import of a dump. */
    public static final Feature LOGICAL_IMPORT =
            source("logical-import", "a cluster from a dump of another server", LogicalImport.class);

    /** SQL that runs once. */
    public static final Feature INIT_SQL = Feature.part(
            "init-sql",
            "SQL that runs once, after creation",
            "initScripts",
            PostgresCluster::initScripts,
            w -> w.withInitScripts(List.of()));

    /** Paused. */
    public static final Feature PAUSE = lifecycle("pause", "an operator that leaves it alone", Lifecycle.PAUSED);

    /** Stopped. */
    public static final Feature SHUTDOWN =
            lifecycle("shutdown", "a cluster that is stopped, objects kept", Lifecycle.SHUT_DOWN);

    /** Hibernated. */
    public static final Feature HIBERNATION =
            lifecycle("hibernation", "a cluster without workloads, volumes kept", Lifecycle.HIBERNATED);

    /** Protected from deletion. */
    public static final Feature DELETION_PROTECTION =
            deletion("deletion-protection", "deletion that is refused", DeletionPolicy.PROTECT);

    /** Volumes go with the cluster. */
    public static final Feature DELETE_VOLUMES =
            deletion("delete-volumes", "deletion that takes the volumes along", DeletionPolicy.DELETE_VOLUMES);

    /** Everything goes with the cluster. */
    public static final Feature WIPE_OUT =
            deletion("wipe-out", "deletion that takes secrets and backups along", DeletionPolicy.WIPE_OUT);

    private OperationFeatures() {}

    static List<Feature> all() {
        return List.of(
                SUPERUSER_SECRET,
                NO_SUPERUSER_ACCESS,
                USERS,
                DATABASES,
                HBA,
                CLIENT_AUTH,
                TLS,
                SERVICES,
                POOLERS,
                MONITORING,
                METRIC_QUERIES,
                ALERTS,
                BACKUPS,
                VOLUME_REPOSITORIES,
                OBJECT_STORE_REPOSITORIES,
                BACKUP_SCHEDULES,
                BACKUP_ENCRYPTION,
                SNAPSHOTS,
                BACKUP_TUNING,
                INITDB,
                CLONE,
                RESTORE,
                VOLUME_MIGRATION,
                LOGICAL_IMPORT,
                INIT_SQL,
                PAUSE,
                SHUTDOWN,
                HIBERNATION,
                DELETION_PROTECTION,
                DELETE_VOLUMES,
                WIPE_OUT);
    }

    private static Feature access(String id, String title, String path, UnaryOperator<Access> without) {
        return Feature.part(
                id,
                title,
                "access." + path,
                PostgresCluster::access,
                wish -> wish.withAccess(without.apply(wish.access())));
    }

    private static Feature monitoring(String id, String title, String path, UnaryOperator<Monitoring> without) {
        return Feature.part(
                id,
                title,
                "monitoring." + path,
                PostgresCluster::monitoring,
                wish -> wish.withMonitoring(wish.monitoring().map(without)));
    }

    private static Feature backups(String id, String title, String path, UnaryOperator<Backups> without) {
        return Feature.part(
                id,
                title,
                "backups." + path,
                PostgresCluster::backups,
                wish -> wish.withBackups(wish.backups().map(without)));
    }

    private static Feature repositories(String id, String title, Class<?>... kinds) {
        return backups(id, title, "repositories", backups -> {
            List<Repository> kept = new ArrayList<>();
            for (Repository repository : backups.repositories()) {
                if (List.of(kinds).stream().noneMatch(kind -> kind.isInstance(repository.target()))) {
                    kept.add(repository);
                }
            }
            return backups.toBuilder().repositories(kept).build();
        });
    }

    private static Backups repositories(Backups backups, UnaryOperator<Repository> change) {
        return backups.toBuilder()
                .repositories(backups.repositories().stream().map(change).toList())
                .build();
    }

    private static Feature source(String id, String title, Class<? extends DataSource> kind) {
        Function<PostgresCluster, Object> source = PostgresCluster::dataSource;
        return Feature.part(
                id,
                title,
                "dataSource",
                source,
                wish -> wish.withDataSource(wish.dataSource().filter(s -> !kind.isInstance(s))));
    }

    private static Feature lifecycle(String id, String title, Lifecycle lifecycle) {
        return Feature.part(
                id,
                title,
                "lifecycle",
                PostgresCluster::lifecycle,
                wish -> wish.lifecycle() == lifecycle ? wish.withLifecycle(Lifecycle.RUNNING) : wish);
    }

    private static Feature deletion(String id, String title, DeletionPolicy policy) {
        return Feature.part(
                id,
                title,
                "deletionPolicy",
                PostgresCluster::deletionPolicy,
                wish -> wish.deletionPolicy() == policy ? wish.withDeletionPolicy(DeletionPolicy.KEEP_DATA) : wish);
    }
}
