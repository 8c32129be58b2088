package io.pgspan.operators.crunchy;

import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.Snapshots;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What PGO has in part only of backups. */
final class BackupParts {
    private BackupParts() {}

    static List<PartLimit<CrunchyOptions>> all() {
        return List.of(
                backups(
                        "crunchy.repository-place",
                        OperationFeatures.OBJECT_STORE_REPOSITORIES,
                        "repositories.target",
                        "PGO takes volumes, S3 with server and region, buckets of Google and containers of Azure",
                        "say the place itself, of S3 with endpoint and region",
                        backups -> repositories(
                                backups,
                                backups.repositories().stream()
                                        .filter(SayableRepository::isPlace)
                                        .toList())),
                PartLimit.of(
                        "crunchy.repository-name",
                        OperationFeatures.BACKUPS,
                        "backups.repositories.name",
                        "pgBackRest numbers its repositories",
                        "call them repo1 to repo4",
                        RepositoryNames::numbered),
                each(
                        "crunchy.repository-path",
                        OperationFeatures.OBJECT_STORE_REPOSITORIES,
                        "repositories.target.path",
                        "volumes are durable, and a path is said without its first slash; none is PGO's own,"
                                + " /pgbackrest and the repository's name",
                        "leave the slash out, or the path",
                        SayableRepository::placed),
                backups(
                        "crunchy.repository-secret",
                        OperationFeatures.OBJECT_STORE_REPOSITORIES,
                        "repositories.target.credentials",
                        "every repository is given the same secrets, whole, with credentials and keys of all",
                        "keep all credentials and keys in one secret and name it with each repository",
                        backups -> repositories(backups, SayableRepository.sharing(backups.repositories()))),
                each(
                        "crunchy.schedule-parts",
                        OperationFeatures.BACKUP_SCHEDULES,
                        "repositories.schedules",
                        "a repository has one schedule of five fields each for full, differential and incremental"
                                + " backups, which neither rests nor begins at once",
                        "keep one schedule a type",
                        SayableRepository::scheduled),
                each(
                        "crunchy.retention-parts",
                        OperationFeatures.BACKUP_SCHEDULES,
                        "repositories.retention",
                        "full backups are kept by number or by whole days, differential ones by number",
                        "keep one of number and days",
                        SayableRepository::retained),
                backups(
                        "crunchy.tool-options",
                        OperationFeatures.BACKUP_TUNING,
                        "toolOptions",
                        "an option says what the repository says already, or should say",
                        "say path, account, retention and cipher with the repository only",
                        BackupParts::withoutWords),
                backups(
                        "crunchy.manual-parts",
                        OperationFeatures.BACKUP_TUNING,
                        "manual",
                        "a backup on demand is full, differential or incremental",
                        "use one of these types",
                        backups -> backups.toBuilder()
                                .manual(backups.manual()
                                        .filter(manual ->
                                                RepositoryFields.order().contains(manual.type())))
                                .build()),
                backups(
                        "crunchy.wal-archive",
                        OperationFeatures.BACKUP_TUNING,
                        "walArchive",
                        "archiving is tuned by options of the tool",
                        "say compress-type or process-max in toolOptions",
                        backups ->
                                backups.toBuilder().walArchive(Optional.empty()).build()),
                backups(
                        "crunchy.backups-paused",
                        OperationFeatures.BACKUPS,
                        "paused",
                        "PGO's archiving never rests",
                        "leave the schedules out instead",
                        backups -> backups.toBuilder().paused(false).build()),
                backups(
                        "crunchy.snapshot-parts",
                        OperationFeatures.SNAPSHOTS,
                        "snapshots",
                        "PGO wants the class of snapshots named, and takes them of a restored copy of the data",
                        "name the class, and nothing else",
                        backups -> backups.toBuilder()
                                .snapshots(backups.snapshots()
                                        .filter(said -> said.className().isPresent())
                                        .map(said -> Snapshots.builder()
                                                .className(said.className())
                                                .build()))
                                .build()),
                PartLimit.of(
                        "crunchy.no-repository",
                        OperationFeatures.BACKUPS,
                        "backups",
                        "without a repository PGO makes no backups",
                        "name a repository, or no backups",
                        wish -> wish.backups()
                                        .filter(backups ->
                                                backups.repositories().isEmpty())
                                        .isPresent()
                                ? wish.withBackups(wish.backups()
                                        .flatMap(Backups::snapshots)
                                        .map(said -> Backups.builder()
                                                .snapshots(said)
                                                .build()))
                                : wish));
    }

    private static PartLimit<CrunchyOptions> backups(
            String rule, Feature feature, String path, String message, String remedy, UnaryOperator<Backups> without) {
        return PartLimit.of(
                rule,
                feature,
                "backups." + path,
                message,
                remedy,
                wish -> wish.backups().isEmpty()
                        ? wish
                        : wish.withBackups(wish.backups().map(without)));
    }

    private static PartLimit<CrunchyOptions> each(
            String rule,
            Feature feature,
            String path,
            String message,
            String remedy,
            UnaryOperator<Repository> without) {
        return backups(
                rule,
                feature,
                path,
                message,
                remedy,
                backups -> repositories(
                        backups, backups.repositories().stream().map(without).toList()));
    }

    private static Backups repositories(Backups backups, List<Repository> repositories) {
        return backups.toBuilder().repositories(repositories).build();
    }

    /** Options are read together: one may be taken for what a repository says, or change it. */
    private static Backups withoutWords(Backups backups) {
        @Nullable
        SecretRef secret = GlobalOptions.secret(backups.repositories()).orElse(null);
        Map<String, String> tool = backups.toolOptions();
        GlobalOptions together = new GlobalOptions(BackupsSection.global(backups));
        boolean clean = true;
        for (Repository one : backups.repositories()) {
            Repository plain = SayableRepository.plain(one);
            Repository alone = new GlobalOptions(GlobalOptions.of(one)).read(plain, secret);
            clean &= together.read(plain, secret).equals(alone)
                    && GlobalOptions.of(one).keySet().stream().noneMatch(tool::containsKey);
        }
        if (clean && together.rest().equals(tool)) {
            return backups;
        }
        Map<String, String> kept = new TreeMap<>(tool);
        kept.keySet().removeIf(GlobalOptions::isWord);
        return backups.toBuilder().toolOptions(kept).build();
    }
}
