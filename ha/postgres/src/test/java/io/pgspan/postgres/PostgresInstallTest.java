package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresInstallTest {
    @TempDir
    Path root;

    private Path tool(String directory, String name, String says) throws IOException {
        Path bin = Files.createDirectories(root.resolve(directory));
        Path tool = Files.writeString(bin.resolve(name), "#!/bin/sh\necho '" + says + "'\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin;
    }

    private Path server(String directory, String version) throws IOException {
        tool(directory, "initdb", "");
        return tool(directory, "postgres", "postgres (PostgreSQL) " + version);
    }

    @Test
    void findsServersWherePackagesPutThemNewestFirstAndEachOnce() throws IOException {
        server("usr/lib/postgresql/15/bin", "15.20 (Debian 15.20-1)");
        server("usr/pgsql-17/bin", "17.2");
        server("opt/homebrew/opt/postgresql@16/bin", "16.4 (Homebrew)");
        Path named = server("own/bin", "18beta2");
        tool(
                "usr/lib/postgresql/14/bin",
                "postgres",
                "postgres (PostgreSQL) 14.1"); // the client's directory: no initdb
        server("usr/lib/postgresql/13/bin", "");
        Files.createDirectories(root.resolve("path"));
        Files.createSymbolicLink(root.resolve("path/postgres"), named.resolve("postgres"));
        List<PostgresInstall> found = new InstallSearch(
                        Map.of("PG_BIN_DIR", named.toString(), "PATH", "/nowhere:" + root.resolve("path") + "::"), root)
                .installs();
        assertThat(found)
                .extracting(i -> i.version() + " " + i.source())
                .containsExactly("18.0 PG_BIN_DIR", "17.2 system", "16.4 system", "15.20 system");
    }

    @Test
    void anEmbeddedInstallationHasTheServerOnly() {
        PostgresInstall install = TestServer.embedded(17);
        assertThat(install.version().major()).isEqualTo(17);
        assertThat(install.has("initdb")).isTrue();
        assertThat(install.isFull()).isFalse();
        assertThatThrownBy(() -> install.tool("pg_rewind"))
                .hasMessageContaining("no 'pg_rewind' there")
                .hasMessageContaining("PG_BIN_DIR");
    }

    @Test
    void aDirectoryWithoutAServerIsRefused() throws IOException {
        Path bin = tool("client", "psql", "psql (PostgreSQL) 17.2");
        assertThatThrownBy(() -> PostgresInstall.at(bin, "test")).hasMessageContaining("no executable 'postgres'");
        Path mute = server("mute", "");
        assertThatThrownBy(() -> PostgresInstall.at(mute, "test")).hasMessageContaining("told no version");
    }
}
