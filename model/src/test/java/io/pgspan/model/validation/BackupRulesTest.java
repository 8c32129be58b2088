package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.hippo;
import static io.pgspan.model.validation.Mistake.wish;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.BackupType;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.backup.WalArchive;
import io.pgspan.model.text.Cron;
import java.time.Duration;
import java.util.stream.Stream;

class BackupRulesTest extends RuleContract {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                wish(
                        "backups.repositories-limit",
                        "backups.repositories",
                        5,
                        w -> w.backups(Backups.builder()
                                .addRepositories(
                                        repository("a").build(),
                                        repository("b").build(),
                                        repository("c").build(),
                                        repository("d").build(),
                                        repository("e").build())
                                .build())),
                wish(
                        "backups.retention",
                        "backups.repositories[0].retention.full",
                        0,
                        w -> w.backups(Backups.builder()
                                .addRepository(repository("r")
                                        .retention(Retention.full(0))
                                        .build())
                                .build())),
                wish(
                        "backups.retention",
                        "backups.repositories[0].retention.differential",
                        -1,
                        w -> w.backups(Backups.builder()
                                .addRepository(repository("r")
                                        .retention(new Retention(1, -1, null))
                                        .build())
                                .build())),
                wish(
                        "backups.retention",
                        "backups.repositories[0].retention.window",
                        "PT0S",
                        w -> w.backups(Backups.builder()
                                .addRepository(repository("r")
                                        .retention(Retention.window(Duration.ZERO))
                                        .build())
                                .build())),
                wish(
                        "backups.schedule-never",
                        "backups.repositories[0].schedules[0].schedule",
                        "0 0 30 2 *",
                        w -> w.backups(Backups.builder()
                                .addRepository(repository("r")
                                        .addSchedule(BackupSchedule.builder()
                                                .schedule(Cron.of("0 0 30 2 *"))
                                                .build())
                                        .build())
                                .build())),
                wish(
                        "backups.manual-repository",
                        "backups.manual.repository",
                        "other",
                        w -> w.backups(Backups.builder()
                                .addRepository(repository("r").build())
                                .manual(new Backups.ManualBackup("other", BackupType.FULL))
                                .build())),
                wish(
                        "backups.wal-parallel",
                        "backups.walArchive.maxParallel",
                        0,
                        w -> w.backups(Backups.builder()
                                .walArchive(WalArchive.builder().maxParallel(0).build())
                                .build())));
    }

    static Stream<PostgresCluster> right() {
        return Stream.of(hippo().backups(Backups.builder()
                        .addRepositories(
                                repository("a")
                                        .retention(new Retention(1, 1, Duration.ofDays(7)))
                                        .addSchedule(BackupSchedule.builder()
                                                .schedule(Cron.of("0 0 29 2 *"))
                                                .build())
                                        .build(),
                                repository("b").build(),
                                repository("c").build(),
                                repository("d").build())
                        .manual(new Backups.ManualBackup("d", BackupType.FULL))
                        .walArchive(WalArchive.builder().maxParallel(1).build())
                        .build())
                .build());
    }

    private static Repository.Builder repository(String name) {
        return Repository.builder().name(name).target(new RepositoryTarget.Existing(null, "e"));
    }
}
