package io.pgspan.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.backup.BackupCatalog;
import io.pgspan.backup.BackupException;
import io.pgspan.backup.BackupInfo;
import io.pgspan.backup.RecoveryPlan;
import io.pgspan.backup.store.Condition;
import io.pgspan.backup.store.FilesystemObjectStore;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.wal.Lsn;
import io.pgspan.postgres.Hba;
import io.pgspan.postgres.LocalPostgres;
import io.pgspan.postgres.PostgresInstall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restore writes and what it refuses; no server is started. */
class EmbeddedRestoreTest {
    private static final String KEY = BackupCatalog.key("demo/pg", "b1", "base.tar");

    @TempDir
    Path folder;

    private FilesystemObjectStore store;
    private RecoveryPlan plan;
    private Path data;

    @BeforeEach
    void backUp() throws IOException {
        store = FilesystemObjectStore.create(folder.resolve("store"));
        data = folder.resolve("new");
        StoreUpload base = new StoreUpload(store, KEY);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(base);
        put(tar, "PG_VERSION", "17\n");
        put(tar, "postgresql.auto.conf", "primary_conninfo = 'host=old'\n");
        put(tar, "base/1/1259", "page");
        tar.finish();
        base.close();
        BackupInfo info = new BackupInfo(
                "b1",
                1,
                Lsn.of("0/2000028"),
                Lsn.of("0/2000120"),
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(base.stored("base.tar")),
                new PostgresVersion(17, 5),
                1,
                16 << 20);
        plan = new RecoveryPlan(
                info,
                RecoveryTarget.before(Lsn.of("0/3000000")),
                1,
                Map.of("recovery_target_lsn", "0/3000000"),
                List.of(),
                List.of());
    }

    @Test
    void theNewInstanceIsReadyToRecoverAndArchivesNothing() throws IOException {
        restore(Map.of("port", "5433"));
        assertThat(data.resolve("base/1/1259")).hasContent("page");
        assertThat(data.resolve("recovery.signal")).exists();
        assertThat(data.resolve("postgresql.auto.conf")).isEmptyFile();
        assertThat(Files.readAllLines(data.resolve("postgresql.conf")))
                .contains(
                        "port = '5433'",
                        "archive_mode = 'off'",
                        "hot_standby = 'off'",
                        "restore_command = 'fetch ''it'''",
                        "recovery_target_lsn = '0/3000000'");
    }

    @Test
    void anEmptyDirectoryIsUsed() throws IOException {
        Files.createDirectory(data);
        restore(Map.of());
        assertThat(data.resolve("PG_VERSION")).exists();
    }

    @Test
    void archivingIsAskedForByParameters() throws IOException {
        restore(Map.of("archive_mode", "on", "archive_command", "push elsewhere"));
        assertThat(Files.readString(data.resolve("postgresql.conf")))
                .contains("archive_mode = 'on'")
                .doesNotContain("archive_mode = 'off'");
    }

    @Test
    void aDirectoryThatHoldsAnythingIsRefusedAndNotTouched() throws IOException {
        Files.createDirectories(data);
        Path kept = Files.writeString(data.resolve(".hidden"), "mine");
        assertThatThrownBy(() -> restore(Map.of()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining("never overwrites");
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(kept);
        }
        assertThat(kept).hasContent("mine");
    }

    @Test
    void aFileInThePlaceIsRefusedAndNotTouched() throws IOException {
        Files.writeString(data, "mine");
        assertThatThrownBy(() -> restore(Map.of())).isInstanceOf(BackupException.class);
        assertThat(data).hasContent("mine");
    }

    @Test
    void recoverySettingsOfTheCallersAreRefusedBeforeAnythingIsWritten() {
        for (String name : List.of("restore_command", "recovery_target_time")) {
            assertThatThrownBy(() -> restore(Map.of(name, "x"))).hasMessageContaining(name);
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void aDamagedBackupIsFoundOutAndLeavesNothing() throws IOException {
        Path object = store.root().resolve(KEY);
        byte[] tar = Files.readAllBytes(object);
        int page = new String(tar, StandardCharsets.ISO_8859_1).lastIndexOf("page");
        tar[page] ^= 1;
        Files.write(object, tar);
        assertThatThrownBy(() -> restore(Map.of()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("another backup");
        assertThat(data).doesNotExist();
        Files.createDirectory(data);
        assertThatThrownBy(() -> restore(Map.of())).isInstanceOf(BackupException.class);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aBackupThatLostItsObjectSaysSo() {
        store.delete(KEY);
        assertThatThrownBy(() -> restore(Map.of())).hasMessageContaining(KEY);
        assertThat(data).doesNotExist();
    }

    @Test
    void aTruncatedBackupLeavesNothing() throws IOException {
        store.put(KEY, new ByteArrayInputStream(new byte[] {1, 2, 3}), Condition.ALWAYS);
        assertThatThrownBy(() -> restore(Map.of())).isInstanceOf(io.pgspan.model.PgspanException.class);
        assertThat(data).doesNotExist();
    }

    private void restore(Map<String, String> parameters) {
        PostgresInstall none = new PostgresInstall(folder.resolve("bin"), new PostgresVersion(17, 5), "test");
        new EmbeddedRestore(store, "demo/pg", "fetch 'it'")
                .restore(plan, LocalPostgres.on(none, data, folder.resolve("log"), false), parameters, Hba.scramOnly());
    }

    private static void put(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
