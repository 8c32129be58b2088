package io.pgspan.operators.cnpg;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Database;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.BackupType;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.text.CronSchedule;
import io.pgspan.operators.cnpg.lint.CnpgNames;
import io.pgspan.operators.feature.Limit;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the kinds beside the {@code Cluster} can't express. */
final class SatelliteParts {
    private static final Set<BackupType> TYPES = Set.of(BackupType.FULL, BackupType.SNAPSHOT);
    private static final String OWNER = "app";

    private SatelliteParts() {}

    static List<Limit<CloudNativePgOptions>> all() {
        return Stream.of(backups(), poolers(), databases())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Limit<CloudNativePgOptions>> backups() {
        return List.of(
                PartLimit.of(
                        "cnpg.schedule-type",
                        OperationFeatures.BACKUP_SCHEDULES,
                        "backups.repositories.schedules.type",
                        "CloudNativePG makes full backups and snapshots only",
                        "make full backups on this schedule, or none",
                        repositories(schedules(TYPES::contains))),
                PartLimit.of(
                        "cnpg.schedule-snapshots",
                        OperationFeatures.BACKUP_SCHEDULES,
                        "backups.repositories.schedules.type",
                        "a schedule makes snapshots, but nothing says how: each of these backups would fail",
                        "add backups.snapshots, or make full backups on this schedule",
                        wish -> wish.backups().flatMap(Backups::snapshots).isPresent()
                                ? wish
                                : repositories(schedules(type -> type != BackupType.SNAPSHOT))
                                        .apply(wish)),
                PartLimit.of(
                        "cnpg.schedule-seconds",
                        OperationFeatures.BACKUP_SCHEDULES,
                        "backups.repositories.schedules.schedule",
                        "a schedule at second 0 is read back as one of five fields, which means the same",
                        "write it with five fields: Cron instead of CronWithSeconds",
                        repositories(repository -> repository.toBuilder()
                                .schedules(repository.schedules().stream()
                                        .map(SatelliteParts::inFive)
                                        .toList())
                                .build())),
                PartLimit.of(
                        "cnpg.manual-backup",
                        OperationFeatures.BACKUP_TUNING,
                        "backups.manual",
                        "CloudNativePG prepares no backup: whoever wants one creates a Backup object at that time",
                        "leave it out",
                        wish -> wish.withBackups(wish.backups()
                                .map(backups -> backups.toBuilder()
                                        .manual(Optional.empty())
                                        .build()))));
    }

    private static BackupSchedule inFive(BackupSchedule schedule) {
        CronSchedule times = schedule.schedule()
                .<CronSchedule>match(
                        cron -> cron,
                        seconds ->
                                seconds.toCron().<CronSchedule>map(five -> five).orElse(seconds));
        return schedule.toBuilder().schedule(times).build();
    }

    private static List<Limit<CloudNativePgOptions>> poolers() {
        return List.of(
                PartLimit.of(
                        "cnpg.pooler-name",
                        OperationFeatures.POOLERS,
                        "poolers.name",
                        "the cluster, or a service of it, has the name of a pooler, whose objects would be called "
                                + "the same",
                        "name it for example <cluster>-pooler-rw",
                        wish -> poolers(
                                wish,
                                pooler -> CnpgNames.isTaken(wish.name(), pooler.name())
                                        ? pooler.toBuilder()
                                                .name(pooler.name() + "-pooler")
                                                .build()
                                        : pooler)),
                pooler(
                        "cnpg.pooler-port",
                        "port",
                        "a pooler of CloudNativePG listens on 5432",
                        "leave the port out",
                        pooler -> pooler.toBuilder().port(OptionalInt.empty()).build()),
                pooler(
                        "cnpg.pooler-mode",
                        "mode",
                        "CloudNativePG refuses the mode statement",
                        "use transactions",
                        pooler -> pooler.mode() == Pooler.Mode.STATEMENT
                                ? pooler.toBuilder()
                                        .mode(Pooler.Mode.TRANSACTION)
                                        .build()
                                : pooler),
                pooler(
                        "cnpg.pooler-parameters",
                        "parameters",
                        "CloudNativePG does not let some of these settings of PgBouncer be changed",
                        "remove them",
                        SatelliteParts::settable),
                pooler(
                        "cnpg.pooler-secret-keys",
                        "authSecret",
                        "CloudNativePG reads the usual entries of a secret",
                        "name the secret alone",
                        pooler -> pooler.toBuilder()
                                .authSecret(pooler.authSecret().map(secret -> SecretRef.of(secret.name())))
                                .certificate(pooler.certificate().map(secret -> SecretRef.of(secret.name())))
                                .build()),
                pooler(
                        "cnpg.pooler-service",
                        "service",
                        "the service of a pooler has a type, labels, annotations, the load balancer's settings and "
                                + "traffic policies",
                        "leave out its ports, and keep it",
                        pooler -> pooler.toBuilder()
                                .service(pooler.service().map(PoolerService::writable))
                                .build()));
    }

    private static Pooler settable(Pooler pooler) {
        Map<String, String> settable = new LinkedHashMap<>(pooler.parameters());
        settable.keySet().removeIf(name -> !CnpgNames.isPoolerParameter(name));
        return pooler.toBuilder().parameters(settable).build();
    }

    private static List<Limit<CloudNativePgOptions>> databases() {
        return List.of(
                PartLimit.of(
                        "cnpg.database-reserved-name",
                        OperationFeatures.DATABASES,
                        "access.databases.name",
                        "the databases postgres, template0 and template1 are the server's own",
                        "remove them, or use another name",
                        wish -> wish.access().databases().isEmpty()
                                ? wish
                                : wish.withAccess(wish.access()
                                        .withDatabases(wish.access().databases().stream()
                                                .filter(database -> !CnpgNames.isReservedDatabase(database.name()))
                                                .toList()))),
                PartLimit.of(
                        "cnpg.database-without-owner",
                        OperationFeatures.DATABASES,
                        "access.databases.owner",
                        "CloudNativePG has no owner by default for a database: it must be said",
                        "name the role that owns it",
                        wish -> databases(
                                wish,
                                database -> database.owner().isPresent()
                                        ? database
                                        : database.toBuilder()
                                                .owner(owner(wish))
                                                .build())),
                PartLimit.of(
                        "cnpg.database-parts-twice",
                        OperationFeatures.DATABASES,
                        "access.databases.extensions",
                        "an extension or a schema of a database is named twice, which is refused",
                        "keep one of them",
                        wish -> databases(wish, SatelliteParts::distinct)));
    }

    /** The role that owns the database which a new cluster has. */
    private static String owner(PostgresCluster wish) {
        return wish.dataSource()
                .filter(InitDb.class::isInstance)
                .flatMap(source -> ((InitDb) source).owner())
                .orElse(OWNER);
    }

    private static Database distinct(Database database) {
        Map<String, Database.Extension> extensions = new LinkedHashMap<>();
        database.extensions().forEach(extension -> extensions.putIfAbsent(extension.name(), extension));
        return database.toBuilder()
                .extensions(extensions.values())
                .schemas(database.schemas().stream().distinct().toList())
                .build();
    }

    private static PostgresCluster databases(PostgresCluster wish, UnaryOperator<Database> without) {
        return wish.access().databases().isEmpty()
                ? wish
                : wish.withAccess(wish.access()
                        .withDatabases(
                                wish.access().databases().stream().map(without).toList()));
    }

    private static PostgresCluster poolers(PostgresCluster wish, UnaryOperator<Pooler> without) {
        return wish.poolers().isEmpty()
                ? wish
                : wish.withPoolers(wish.poolers().stream().map(without).toList());
    }

    private static PartLimit<CloudNativePgOptions> pooler(
            String rule, String part, String message, String remedy, UnaryOperator<Pooler> without) {
        return PartLimit.of(
                rule, OperationFeatures.POOLERS, "poolers." + part, message, remedy, wish -> poolers(wish, without));
    }

    private static UnaryOperator<Repository> schedules(Predicate<BackupType> kept) {
        return repository -> repository.toBuilder()
                .schedules(repository.schedules().stream()
                        .filter(schedule -> kept.test(schedule.type()))
                        .toList())
                .build();
    }

    private static UnaryOperator<PostgresCluster> repositories(UnaryOperator<Repository> without) {
        return wish -> wish.withBackups(wish.backups().map(backups -> repositories(backups, without)));
    }

    private static Backups repositories(Backups backups, UnaryOperator<Repository> without) {
        return backups.toBuilder()
                .repositories(backups.repositories().stream().map(without).toList())
                .build();
    }
}
