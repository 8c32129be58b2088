package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFlushTest {
    @TempDir
    Path root;

    private Path data;
    private Path wal;
    private Path tablespace;
    private Path told;

    @BeforeEach
    void dataOnThreeVolumes() throws IOException {
        root = root.toRealPath();
        data = Files.createDirectory(root.resolve("data"));
        wal = Files.createDirectory(root.resolve("wal"));
        tablespace = Files.createDirectory(root.resolve("tablespace"));
        told = root.resolve("told");
        Files.writeString(data.resolve("PG_VERSION"), "15");
        Files.writeString(wal.resolve("000000010000000000000001"), "");
        Files.createSymbolicLink(data.resolve("pg_wal"), wal);
        Files.createSymbolicLink(
                Files.createDirectory(data.resolve("pg_tblspc")).resolve("16384"), tablespace);
    }

    private String program(int exitCode) throws IOException {
        Path program = root.resolve("sync");
        Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + told + "\nexit " + exitCode + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program.toString();
    }

    @Test
    void everyFileSystemThatHoldsDataIsFlushed() throws IOException {
        new DataFlush(program(0), true).flush(data);
        assertThat(Files.readAllLines(told))
                .containsExactly("-f", data.toString(), wal.toString(), tablespace.toString());
    }

    /** A link to nowhere stops who opens each file, and nobody else. */
    private void onlyFileByFileFails(DataFlush flush) throws IOException {
        Files.createSymbolicLink(tablespace.resolve("lost"), root.resolve("nowhere"));
        assertThatThrownBy(() -> flush.flush(data))
                .as("a file that can't be flushed")
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("can't flush " + data + " to the disk")
                .hasMessageContaining(tablespace.resolve("lost").toString());
        Files.delete(tablespace.resolve("lost"));
        flush.flush(data);
    }

    @Test
    void withoutTheProgramEachFileIsFlushed() throws IOException {
        onlyFileByFileFails(new DataFlush(root.resolve("none").toString(), true));
    }

    @Test
    void whenTheProgramFailsEachFileIsFlushed() throws IOException {
        onlyFileByFileFails(new DataFlush(program(1), true));
        assertThat(told).exists();
    }

    @Test
    void whereTheKernelKeepsErrorsToItselfEachFileIsFlushed() throws IOException {
        onlyFileByFileFails(new DataFlush(program(0), false));
        assertThat(told).doesNotExist();
    }

    @Test
    void thisSystemsProgramTakesTheCommand() {
        assumeTrue(CrashSync.flushesFileSystems(), "no Linux 5.8 or later");
        assertThat(Command.run(List.of("sync", "-f", data.toString(), wal.toString()), TestServer.LIMIT)
                        .exitCode())
                .isZero();
    }

    @Test
    void whatIsNotThereCannotBeFlushed() {
        assertThatThrownBy(() -> new DataFlush().flush(root.resolve("nowhere")))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("can't flush");
    }
}
