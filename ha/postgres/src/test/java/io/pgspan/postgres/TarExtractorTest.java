package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarExtractorTest {
    private static final int RECORD = 512;

    @TempDir
    Path root;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, RECORD);

    private void file(String name, byte[] content, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private byte[] finished() throws IOException {
        tar.finish();
        return bytes.toByteArray();
    }

    private void extract(byte[] archive) throws IOException {
        TarExtractor.extract(new ByteArrayInputStream(archive), root.resolve("data"));
    }

    @Test
    void filesComeOutWithTheirModesAndADataDirectoryIsCompleted() throws IOException {
        file("PG_VERSION", "17\n".getBytes(StandardCharsets.UTF_8), 0600);
        file("base/1/1259", new byte[8192], 0640);
        extract(finished());
        Path data = root.resolve("data");
        assertThat(data.resolve("base/1/1259")).hasSize(8192);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("base/1/1259"))))
                .isEqualTo("rw-r-----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(data.resolve("pg_wal/archive_status")).isDirectory();
        assertThat(data.resolve("pg_wal/summaries")).isDirectory();
        assertThat(data.resolve("pg_notify")).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "base/../../outside", "/outside"})
    void anEntryThatEscapesIsRefused(String name) throws IOException {
        file(name, new byte[] {1}, 0600);
        byte[] archive = finished();
        assertThatThrownBy(() -> extract(archive))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("leads outside");
        assertThat(root.resolve("outside")).doesNotExist();
        assertThat(Path.of("/outside")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO, TarConstants.LF_CHR})
    void linksAndSpecialFilesAreRefused(byte type) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("pg_tblspc/16384", type);
        entry.setLinkName("/etc");
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        byte[] archive = finished();
        assertThatThrownBy(() -> extract(archive))
                .hasMessageContaining("pg_tblspc/16384")
                .hasMessageContaining("refused");
    }

    @Test
    void anArchiveCutOffAnywhereIsNoticed() throws IOException {
        file("PG_VERSION", "17\n".getBytes(StandardCharsets.UTF_8), 0600);
        file("base/1/1259", new byte[4096], 0600); // zeros: they look like the end mark
        byte[] archive = finished();
        for (int length = 0; length < archive.length; length += RECORD / 2) {
            byte[] cut = Arrays.copyOf(archive, length);
            assertThatThrownBy(() -> extract(cut))
                    .as("%d of %d bytes", length, archive.length)
                    .isInstanceOfAny(PgspanException.class, IOException.class);
            DataFiles.deleteTree(root.resolve("data"));
        }
        extract(archive);
    }

    @Test
    void aFileThatIsThereAlreadyIsNotOverwritten() throws IOException {
        file("global/pg_control", new byte[] {2}, 0600);
        byte[] archive = finished();
        extract(archive);
        assertThatThrownBy(() -> extract(archive)).isInstanceOf(IOException.class);
    }
}
