package io.pgspan.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgspan.backup.BackupCatalog;
import io.pgspan.backup.BackupException;
import io.pgspan.backup.BackupInfo;
import io.pgspan.backup.RecoveryPlan;
import io.pgspan.backup.RecoveryPlanner;
import io.pgspan.backup.UnreachableTargetException;
import io.pgspan.backup.store.FilesystemObjectStore;
import io.pgspan.backup.store.ObjectInfo;
import io.pgspan.backup.wal.ArchiveCommand;
import io.pgspan.backup.wal.WalArchive;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.wal.Lsn;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.postgres.PostgresStartException;
import io.pgspan.testkit.base.binaries.EmbeddedBinaries;
import io.pgspan.testkit.base.network.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole way with a real server: archive, back up, lose a table, bring it back into a new instance. The story up to the loss is
 * told once; each test recovers from it.
 */
class PointInTimeRecoveryIT {
    private static final String PREFIX = "demo/postgres";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ROWS =
            "SELECT count(*) || ' ' || md5(string_agg(id || note, ',' ORDER BY id)) AS v FROM t";

    @TempDir
    static Path folder;

    private static FilesystemObjectStore store;
    private static TestServer source;
    private static BackupInfo backup;
    private static String rowsBeforeDrop = "";
    private static Instant timeBeforeDrop = Instant.MIN;
    private static Lsn lsnBeforeDrop = Lsn.ZERO;
    private static Lsn restorePoint = Lsn.ZERO;

    enum Way {
        TIME,
        LSN,
        RESTORE_POINT
    }

    @BeforeAll
    static void untilTheTableIsLost() throws Exception {
        assumeTrue(EmbeddedBinaries.majors().contains(17), "skipped: no embedded PostgreSQL 17 for this platform");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        store = FilesystemObjectStore.create(folder.resolve("it's the \"store\", 100%"));
        Files.setPosixFilePermissions(store.root(), PosixFilePermissions.fromString("rwxrwxrwx"));
        source = TestServer.create(folder.resolve("source"));
        source.initdb(
                Map.of("archive_mode", "on", "archive_command", ArchiveCommand.archiveCommand(store.root(), PREFIX)));
        source.run("CREATE TABLE t (id int PRIMARY KEY, note text)");
        source.run("INSERT INTO t SELECT i, 'before ' || i FROM generate_series(1, 1000) i");
        backup = new EmbeddedBackup(store, PREFIX, LIMIT).backup(source.endpoint(), TestServer.SUPERUSER, "first");
        source.run("INSERT INTO t SELECT i, 'after ' || i FROM generate_series(1001, 1500) i");
        rowsBeforeDrop = source.ask(ROWS);
        restorePoint = Lsn.of(source.ask("SELECT pg_create_restore_point('before_drop') AS v"));
        timeBeforeDrop = Instant.ofEpochSecond(
                0,
                1000
                        * Long.parseLong(
                                source.ask("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS v")));
        lsnBeforeDrop = Lsn.of(source.ask("SELECT pg_current_wal_insert_lsn() AS v"));
        source.run("DROP TABLE t");
        source.run("CREATE TABLE later (id int)");
        source.archiveAll(new WalArchive(store, PREFIX));
    }

    @AfterAll
    static void stop() {
        if (source != null) {
            source.kill();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theTableComesBackInANewInstanceAndTheOldOneIsUntouched(Way way) throws Exception {
        List<ObjectInfo> storeBefore = store.list("");
        RecoveryTarget target = switch (way) {
            case TIME -> RecoveryTarget.time(timeBeforeDrop);
            case LSN -> RecoveryTarget.before(lsnBeforeDrop);
            case RESTORE_POINT -> RecoveryTarget.restorePoint("before_drop", restorePoint);
        };
        RecoveryPlan plan = plan(target);
        assertThat(plan.backup()).isEqualTo(backup);

        try (TestServer copy = TestServer.create(folder.resolve("copy-" + way))) {
            copy.restore(store, PREFIX, plan, Map.of());
            assertThat(copy.ask(ROWS)).isEqualTo(rowsBeforeDrop).startsWith("1500 ");
            assertThat(copy.ask("SELECT coalesce(to_regclass('later')::text, 'none') AS v"))
                    .isEqualTo("none");
            assertThat(copy.ask("SELECT pg_is_in_recovery()::text AS v")).isEqualTo("false");
            copy.run("INSERT INTO t VALUES (9999, 'writable')");
            assertThat(copy.ask("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS v"))
                    .isEqualTo("00000002");
            copy.run("SELECT pg_switch_wal()");
        }
        assertThat(source.ask("SELECT coalesce(to_regclass('t')::text, 'none') AS v"))
                .isEqualTo("none");
        assertThat(source.ask("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS v"))
                .isEqualTo("00000001");
        assertThat(store.list("")).isEqualTo(storeBefore);
    }

    @Test
    void theEndOfTheArchiveHasWhatCameAfterAndAPromotedServerArchivesItsHistory() throws Exception {
        String copyPrefix = "demo/copy";
        try (TestServer copy = TestServer.create(folder.resolve("copy-latest"))) {
            copy.restore(
                    store,
                    PREFIX,
                    plan(RecoveryTarget.latest()),
                    Map.of(
                            "archive_mode",
                            "on",
                            "archive_command",
                            ArchiveCommand.archiveCommand(store.root(), copyPrefix)));
            assertThat(copy.ask("SELECT coalesce(to_regclass('t')::text, 'none') AS v"))
                    .isEqualTo("none");
            assertThat(copy.ask("SELECT to_regclass('later')::text AS v")).isEqualTo("later");
            WalArchive archive = new WalArchive(store, copyPrefix);
            Await.until("the history file is archived", LIMIT, () -> archive.has("00000002.history"));
            assertThat(archive.history(2).flatMap(h -> h.endOf(1))).isPresent();
            assertThat(new WalArchive(store, PREFIX).has("00000002.history")).isFalse();

            BackupInfo second = new EmbeddedBackup(store, copyPrefix, LIMIT)
                    .backup(copy.endpoint(), TestServer.SUPERUSER, "second");
            assertThat(second.timeline()).isEqualTo(2);
            assertThat(second.systemIdentifier()).isEqualTo(backup.systemIdentifier());
        }
    }

    @Test
    void aRestoreIntoADirectoryInUseIsRefused() {
        EmbeddedRestore restore =
                new EmbeddedRestore(store, PREFIX, ArchiveCommand.restoreCommand(store.root(), PREFIX));
        assertThatThrownBy(() -> restore.restore(plan(RecoveryTarget.latest()), source.control(), Map.of(), List.of()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("never overwrites");
        assertThat(source.ask("SELECT 'alive' AS v")).isEqualTo("alive");
    }

    @Test
    void aMomentBeforeTheBackupIsRefusedBeforeAnythingIsCopied() {
        assertThatThrownBy(() -> plan(RecoveryTarget.time(backup.startedAt())))
                .isInstanceOf(UnreachableTargetException.class)
                .hasMessageContaining("'first'")
                .hasMessageContaining("not before the target");
    }

    /** The planner's warning comes true: nothing in the archive is later than this moment, so the server must not promote. */
    @Test
    void aServerThatCannotReachItsTargetEndsInsteadOfPromoting() {
        RecoveryPlan reachable = plan(RecoveryTarget.time(timeBeforeDrop));
        RecoveryPlan beyond = new RecoveryPlan(
                reachable.backup(),
                reachable.target(),
                1,
                Map.of("recovery_target_time", "2999-01-01 00:00:00+00", "recovery_target_action", "promote"),
                List.of(),
                List.of());
        try (TestServer copy = TestServer.create(folder.resolve("copy-beyond"))) {
            assertThatThrownBy(() -> copy.restore(store, PREFIX, beyond, Map.of()))
                    .isInstanceOf(PostgresStartException.class);
        }
    }

    @Test
    void aLabelIsUsedOnce() {
        assertThatThrownBy(() -> new EmbeddedBackup(store, PREFIX, LIMIT)
                        .backup(source.endpoint(), TestServer.SUPERUSER, "first"))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("another label");
        assertThat(BackupCatalog.read(store, PREFIX).backups()).containsExactly(backup);
    }

    @Test
    void theBackupTellsWhatItIs() {
        assertThat(backup.timeline()).isEqualTo(1);
        assertThat(backup.postgresVersion().major()).isEqualTo(17);
        assertThat(backup.walSegmentSize()).isEqualTo(16 << 20);
        assertThat(backup.stopLsn()).isGreaterThan(backup.startLsn());
        assertThat(backup.files()).extracting("name").containsExactly("base.tar", "backup_manifest");
        assertThat(backup.sizeBytes()).isGreaterThan(1 << 20);
        try (PostgresProbe probe = new PostgresProbe(source.endpoint(), TestServer.SUPERUSER)) {
            assertThat(backup.systemIdentifier()).isEqualTo(probe.status(LIMIT).systemIdentifier());
        }
        assertThat(Optional.of(backup))
                .isEqualTo(BackupCatalog.read(store, PREFIX).find("first"));
    }

    private static RecoveryPlan plan(RecoveryTarget target) {
        return RecoveryPlanner.plan(BackupCatalog.read(store, PREFIX), target, new WalArchive(store, PREFIX).facts());
    }
}
