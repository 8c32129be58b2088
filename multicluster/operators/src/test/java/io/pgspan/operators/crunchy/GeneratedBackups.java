package io.pgspan.operators.crunchy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Storage;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.BackupType;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.Encryption;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.backup.Snapshots;
import io.pgspan.model.backup.VolumesOf;
import io.pgspan.model.text.Cron;
import io.pgspan.model.wal.Lsn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The part of {@link GeneratedCrunchyWish} about backups and where data comes from. */
final class GeneratedBackups {
    private final Random random;

    GeneratedBackups(Random random) {
        this.random = random;
    }

    void addTo(PostgresCluster.Builder wish) {
        if (random.nextInt(3) > 0) {
            wish.backups(backups());
        }
        if (maybe()) {
            wish.dataSource(source());
        }
    }

    private Backups backups() {
        @Nullable SecretRef secret = random.nextBoolean() ? SecretRef.of("creds") : null;
        List<Repository> repositories = new ArrayList<>();
        for (int number = 1; number <= 1 + random.nextInt(4); number++) {
            repositories.add(repository("repo" + number, target(secret), secret));
        }
        return Backups.builder()
                .repositories(repositories)
                .manual(some(new Backups.ManualBackup(
                        "repo1", pick(BackupType.FULL, BackupType.DIFFERENTIAL, BackupType.INCREMENTAL))))
                .snapshots(some(Snapshots.builder().className("csi").build()))
                .toolOptions(maybe() ? Map.of("process-max", "4", "repo1-bundle", "y") : Map.of())
                .image(some("example.org/pgbackrest:1"))
                .build();
    }

    private Repository repository(String name, RepositoryTarget target, @Nullable SecretRef secret) {
        List<BackupSchedule> schedules = new ArrayList<>();
        for (BackupType type : List.of(BackupType.FULL, BackupType.DIFFERENTIAL, BackupType.INCREMENTAL)) {
            if (maybe()) {
                schedules.add(BackupSchedule.builder()
                        .schedule(Cron.of(pick("0 1 * * 0", "@weekly", "*/15 2-4 * jan mon")))
                        .type(type)
                        .build());
            }
        }
        boolean sealed = secret != null && maybe();
        return Repository.builder()
                .name(name)
                .target(target)
                .schedules(schedules)
                .retention(some(pick(
                        Retention.full(3),
                        Retention.window(Duration.ofDays(14)),
                        new Retention(2, 5, null),
                        new Retention(null, 4, Duration.ofDays(9)))))
                .encryption(
                        sealed && secret != null
                                ? Optional.of(new Encryption("aes-256-cbc", secret))
                                : Optional.empty())
                .build();
    }

    private RepositoryTarget target(@Nullable SecretRef secret) {
        return random.nextInt(4) == 0 ? new RepositoryTarget.Volume(Storage.of("5Gi")) : cloud(secret);
    }

    private RepositoryTarget cloud(@Nullable SecretRef secret) {
        return pick(
                RepositoryTarget.S3
                        .builder()
                        .bucket("b")
                        .endpoint("s3.example.com")
                        .region("eu-1")
                        .path(some("deep/er"))
                        .credentials(Optional.ofNullable(secret))
                        .build(),
                new RepositoryTarget.Gcs("g", maybe() ? "x" : null, secret),
                new RepositoryTarget.Azure("c", maybe() ? "account" : null, null, secret));
    }

    private DataSource source() {
        return pick(
                restore(false),
                restore(true),
                VolumesOf.builder()
                        .dataClaim("old-data")
                        .dataDirectory(some("old"))
                        .walClaim(some("old-wal"))
                        .repositoryClaim(some("old-repo"))
                        .build());
    }

    private RestoreFrom restore(boolean described) {
        RestoreFrom.Builder restore = RestoreFrom.builder()
                .backupName(some("20260101-000000F"))
                .target(pick(
                        RecoveryTarget.latest(),
                        RecoveryTarget.immediate(),
                        RecoveryTarget.time(Instant.parse("2026-03-29T01:30:00.123456Z")),
                        new RecoveryTarget.AtTime(Instant.parse("2026-03-29T01:30:00Z"), false),
                        RecoveryTarget.before(Lsn.of("1/2A")),
                        RecoveryTarget.transaction(77),
                        RecoveryTarget.restorePoint("before it", Lsn.ZERO)))
                .toolOptions(maybe() ? Map.of("delta", "", "db-include", "zoo two") : Map.of());
        if (described) {
            @Nullable SecretRef secret = random.nextBoolean() ? SecretRef.of("source") : null;
            return restore.repository(repository("repo2", cloud(secret), secret))
                    .build();
        }
        return restore.clusterName(pick("rhino", "hippo"))
                .namespace(some("other"))
                .repositoryName("repo1")
                .build();
    }

    private <T> Optional<T> some(T value) {
        return maybe() ? Optional.of(value) : Optional.empty();
    }

    private boolean maybe() {
        return random.nextInt(3) == 0;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
