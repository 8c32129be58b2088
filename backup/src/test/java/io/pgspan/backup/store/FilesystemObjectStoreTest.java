package io.pgspan.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemObjectStoreTest extends ObjectStoreContract {
    @TempDir
    Path folder;

    private FilesystemObjectStore store;

    @BeforeEach
    void open() {
        store = FilesystemObjectStore.create(folder.resolve("a 'store' of 100%"));
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void aMissingRootIsAnErrorAndIsNotMade() {
        Path missing = folder.resolve("not-mounted");
        assertThatThrownBy(() -> new FilesystemObjectStore(missing))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not-mounted")
                .hasMessageContaining("mount");
        assertThat(missing).doesNotExist();
    }

    @Test
    void aRootThatWentAwayIsNotMadeAgainByAWrite() throws IOException {
        Files.delete(store.root());
        assertThatThrownBy(() -> put("k", "x", Condition.ALWAYS)).isInstanceOf(StoreException.class);
        assertThat(store.root()).doesNotExist();
    }

    @Test
    void writersLeaveNothingInTheStagingDirectory() throws IOException {
        put("k", "x", Condition.IF_ABSENT);
        put("k", "y", Condition.IF_ABSENT);
        put("k", "z", Condition.ALWAYS);
        try (var files = Files.list(staging())) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatKilledWritersLeftIsInvisibleAndSweptAfterADay() throws IOException {
        Files.createDirectories(staging());
        Path yesterday = Files.writeString(staging().resolve("1-1"), "half");
        Files.setLastModifiedTime(yesterday, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Path today = Files.writeString(staging().resolve("2-2"), "half");
        assertThat(store.list("")).isEmpty();
        put("k", "x", Condition.ALWAYS);
        assertThat(yesterday).doesNotExist();
        assertThat(today).exists();
        assertThat(keys("")).containsExactly("k");
    }

    @Test
    void directoriesTakeThePermissionsOfTheRoot() throws IOException {
        FileStore disk = Files.getFileStore(store.root());
        assumeTrue(disk.supportsFileAttributeView("posix"), "no POSIX permissions here");
        Files.setPosixFilePermissions(store.root(), PosixFilePermissions.fromString("rwxrwx--x"));
        put("a/b/k", "x", Condition.ALWAYS);
        for (String made : new String[] {"a", "a/b", Staging.NAME}) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(store.root().resolve(made))))
                    .as(made)
                    .isEqualTo("rwxrwx--x");
        }
    }

    @Test
    void aKeyThatGoesOnAfterAnObjectIsRefusedAndTheObjectStays() {
        put("a", "object", Condition.ALWAYS);
        assertThatThrownBy(() -> put("a/b", "x", Condition.ALWAYS))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a/b");
        put("c/d", "object", Condition.ALWAYS);
        assertThatThrownBy(() -> put("c", "x", Condition.ALWAYS)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> put("c", "x", Condition.IF_ABSENT)).isInstanceOf(StoreException.class);
        assertThat(keys("")).containsExactly("a", "c/d");
    }

    @Test
    void aStoredObjectIsAPlainFileThatCpCanRead() throws IOException {
        try (InputStream content = new ByteArrayInputStream(new byte[] {1, 2, 3})) {
            store.put("wal/x", content, Condition.IF_ABSENT);
        }
        assertThat(store.root().resolve("wal/x")).hasBinaryContent(new byte[] {1, 2, 3});
    }

    private Path staging() {
        return store.root().resolve(Staging.NAME);
    }
}
