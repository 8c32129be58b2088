package io.pgspan.testkit.base.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class TarUnpackerTest {
    @TempDir
    private Path temp = Path.of("");

    @Test
    void links_within_the_archive_are_kept() throws IOException {
        new TarUnpacker(temp.resolve("x")).unpack(archive(file("lib/real", "content"), link("lib/alias", "real")));

        assertThat(temp.resolve("x/lib/alias")).isSymbolicLink().hasContent("content");
        assertThat(Files.isExecutable(temp.resolve("x/lib/real"))).isFalse();
    }

    @Test
    void nothing_may_leave_the_folder() {
        assertEscape(archive(file("../evil", "x")));
        assertEscape(archive(file("a/../../evil", "x")));
        assertEscape(archive(link("a/evil", "../../outside")));
        assertEscape(archive(link("evil", "/etc/passwd")));

        assertThat(temp.resolve("evil")).doesNotExist();
    }

    @Test
    void an_abandoned_folder_is_gone_and_stays_gone() throws IOException {
        TarUnpacker unpacker = new TarUnpacker(temp.resolve("x"));
        unpacker.unpack(archive(file("a", "x")));
        unpacker.abandon();

        assertThat(temp.resolve("x")).doesNotExist();
        assertThatThrownBy(() -> unpacker.unpack(archive(file("a", "x")))).isInstanceOf(IOException.class);
    }

    private void assertEscape(InputStream archive) {
        assertThatThrownBy(() -> new TarUnpacker(temp.resolve("x")).unpack(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leads out of its folder");
    }

    private record Entry(TarArchiveEntry header, String content) {}

    private static Entry file(String name, String text) {
        TarArchiveEntry header = new TarArchiveEntry(name, true);
        header.setSize(text.length());
        return new Entry(header, text);
    }

    private static Entry link(String name, String target) {
        TarArchiveEntry header = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        header.setLinkName(target);
        return new Entry(header, "");
    }

    private static InputStream archive(Entry... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
            for (Entry entry : entries) {
                tar.putArchiveEntry(entry.header());
                tar.write(entry.content().getBytes(StandardCharsets.US_ASCII));
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
