package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {
    private static final List<String> HBA = List.of("host all all all scram-sha-256");

    @TempDir
    Path data;

    /** A file that is written is another file by its inode: it takes the place of the one before. */
    @Test
    void whatStaysAsItIsIsNotWrittenAgain() throws IOException {
        ConfigFiles files = new ConfigFiles(data, RunAs.chosen(), false);
        files.configure(Map.of("work_mem", "4MB"), HBA);
        Object conf = inode("postgresql.conf");
        Object hba = inode("pg_hba.conf");
        Object auto = inode("postgresql.auto.conf");

        files.configure(Map.of("work_mem", "4MB"), HBA);
        files.becomeStandby();
        assertThat(inode("postgresql.conf")).isEqualTo(conf);

        files.configure(Map.of("work_mem", "8MB"), HBA);
        assertThat(inode("postgresql.conf")).isNotEqualTo(conf);
        assertThat(Files.readString(data.resolve("postgresql.conf"))).contains("work_mem = '8MB'");
        assertThat(inode("pg_hba.conf")).isEqualTo(hba);
        assertThat(inode("postgresql.auto.conf")).isEqualTo(auto);
    }

    @Test
    void whatSomebodyElseChangedIsPutBack() throws IOException {
        ConfigFiles files = new ConfigFiles(data, RunAs.chosen(), false);
        files.configure(Map.of(), HBA);
        Files.writeString(data.resolve("postgresql.auto.conf"), "work_mem = '1GB'\n");
        Files.writeString(data.resolve("pg_hba.conf"), "host all all all trust\n");
        files.configure(Map.of(), HBA);
        assertThat(data.resolve("postgresql.auto.conf")).isEmptyFile();
        assertThat(Files.readString(data.resolve("pg_hba.conf"))).doesNotContain("trust");
    }

    private Object inode(String name) throws IOException {
        return Files.getAttribute(data.resolve(name), "unix:ino");
    }
}
