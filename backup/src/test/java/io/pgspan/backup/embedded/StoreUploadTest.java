package io.pgspan.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.backup.BackupFile;
import io.pgspan.backup.store.FilesystemObjectStore;
import io.pgspan.testkit.base.network.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoreUploadTest {
    @TempDir
    Path folder;

    private FilesystemObjectStore store;

    @BeforeEach
    void open() {
        store = FilesystemObjectStore.create(folder);
    }

    @Test
    void whatIsWrittenIsStoredOnceClosed() throws IOException {
        byte[] content = new byte[5_000_001];
        new Random(1).nextBytes(content);
        StoreUpload upload = new StoreUpload(store, "k");
        upload.write(content[0]);
        upload.write(content, 1, 3);
        upload.write(content, 4, content.length - 4);
        assertThat(store.head("k")).isEmpty();
        upload.close();
        assertThat(folder.resolve("k")).hasBinaryContent(content);
        assertThat(upload.stored("k").sizeBytes()).isEqualTo(content.length);
    }

    @Test
    void theChecksumIsTheContents() throws IOException {
        StoreUpload upload = new StoreUpload(store, "k");
        upload.write("abc".getBytes(StandardCharsets.US_ASCII));
        upload.close();
        assertThat(upload.stored("k"))
                .isEqualTo(new BackupFile("k", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void anAbortedUploadLeavesNothing() throws IOException {
        StoreUpload upload = new StoreUpload(store, "k");
        upload.write(new byte[1_000_000]);
        upload.abort();
        Await.until("the staged part is gone", Duration.ofSeconds(60), () -> staged() == 0);
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void aTakenKeyIsToldAtTheEnd() throws IOException {
        new StoreUpload(store, "k").close();
        StoreUpload second = new StoreUpload(store, "k");
        assertThatThrownBy(second::close).isInstanceOf(IOException.class).hasMessageContaining("another label");
    }

    @Test
    void aStoreThatFailsIsToldWithItsReason() throws IOException {
        StoreUpload upload = new StoreUpload(store, "not//a/key");
        assertThatThrownBy(() -> {
                    upload.write(new byte[10_000_000]);
                    upload.close();
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not//a/key");
    }

    private long staged() {
        try (Stream<Path> files = Files.list(folder.resolve(".staging"))) {
            return files.count();
        } catch (IOException e) {
            return -1;
        }
    }
}
