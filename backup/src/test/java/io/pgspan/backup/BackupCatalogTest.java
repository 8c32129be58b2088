package io.pgspan.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.backup.store.Condition;
import io.pgspan.backup.store.FilesystemObjectStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupCatalogTest {
    @TempDir
    Path folder;

    private FilesystemObjectStore store;

    @BeforeEach
    void open() {
        store = FilesystemObjectStore.create(folder);
    }

    @Test
    void whatWasCompletedIsReadBackOldestFirst() {
        BackupInfo newer = WalFacts.backup("newer", 2, 9);
        BackupInfo older = WalFacts.backup("older", 1, 3);
        BackupCatalog.complete(store, "demo/pg", newer);
        BackupCatalog.complete(store, "demo/pg", older);
        BackupCatalog catalog = BackupCatalog.read(store, "demo/pg");
        assertThat(catalog.backups()).containsExactly(older, newer);
        assertThat(catalog.damaged()).isEmpty();
        assertThat(catalog.find("newer")).contains(newer);
        assertThat(BackupCatalog.read(store, "demo/p").backups()).isEmpty();
    }

    @Test
    void aSystemIdentifierBeyondTheSignIsKept() {
        BackupInfo b = WalFacts.backup("b", 1, 3);
        BackupInfo big = new BackupInfo(
                b.label(),
                b.timeline(),
                b.startLsn(),
                b.stopLsn(),
                b.startedAt(),
                b.finishedAt(),
                b.files(),
                b.postgresVersion(),
                -2,
                b.walSegmentSize());
        BackupCatalog.complete(store, "p", big);
        assertThat(BackupCatalog.read(store, "p").backups()).containsExactly(big);
        assertThat(text("p/backup/b/backup.json")).contains("\"18446744073709551614\"");
    }

    @Test
    void aBackupWithoutMetadataDoesNotCount() {
        put("p/backup/half/base.tar", "tar");
        assertThat(BackupCatalog.read(store, "p")).isEqualTo(BackupCatalog.of());
    }

    @Test
    void aLabelIsCompletedOnce() {
        BackupCatalog.complete(store, "p", WalFacts.backup("b", 1, 3));
        assertThatThrownBy(() -> BackupCatalog.complete(store, "p", WalFacts.backup("b", 1, 4)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("another label");
        assertThat(BackupCatalog.read(store, "p").backups()).containsExactly(WalFacts.backup("b", 1, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"format\":2}",
                "{\"format\":\"1\"}",
                "{\"format\":1,\"label\":\"b\",\"timeline\":99999999999}"
            })
    void damagedMetadataIsToldWithItsKeyAndHidesNoOther(String json) {
        put("p/backup/bad/backup.json", json);
        BackupCatalog.complete(store, "p", WalFacts.backup("good", 1, 3));
        BackupCatalog catalog = BackupCatalog.read(store, "p");
        assertThat(catalog.backups()).extracting(BackupInfo::label).containsExactly("good");
        assertThat(catalog.damaged()).singleElement().asString().contains("p/backup/bad/backup.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", ".a", "a b", "-a", "../a"})
    void labelsAreNamesNotPaths(String label) {
        assertThatThrownBy(() -> BackupInfo.checkedLabel(label)).isInstanceOf(BackupException.class);
    }

    private void put(String key, String text) {
        store.put(key, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Condition.ALWAYS);
    }

    private String text(String key) {
        try (var in = store.get(key).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
