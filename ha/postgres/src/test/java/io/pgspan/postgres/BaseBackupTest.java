package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Redacted;
import io.pgspan.testkit.base.network.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaseBackupTest {
    @TempDir
    Path root;

    static Stream<PostgresInstall> installs() {
        return TestServer.everyMajor();
    }

    /** Keeps everything; knows which parts were closed. */
    private static class Memory implements BaseBackup.Sink {
        final Map<String, ByteArrayOutputStream> parts = new LinkedHashMap<>();
        final Map<String, String> tablespaces = new LinkedHashMap<>();
        int closed;
        int aborted;

        private OutputStream part(String name) {
            ByteArrayOutputStream part = new ByteArrayOutputStream() {
                @Override
                public void close() {
                    closed++;
                }
            };
            parts.put(name, part);
            return part;
        }

        @Override
        public OutputStream archive(String name, String tablespacePath) {
            tablespaces.put(name, tablespacePath);
            return part(name);
        }

        @Override
        public OutputStream manifest() {
            return part("manifest");
        }

        byte[] bytes(String name) {
            return Objects.requireNonNull(parts.get(name)).toByteArray();
        }

        @Override
        public void abort() {
            aborted++;
        }
    }

    @ParameterizedTest
    @MethodSource("installs")
    void theArchivesAndTheManifestArriveWholeAndStartAsAServer(PostgresInstall install) throws IOException {
        try (TestServer one = TestServer.primary(install, root, "one");
                TestServer restored = new TestServer(install, root, "restored")) {
            one.probe.execute("CREATE TABLE t AS SELECT generate_series(1, 777) AS n");
            Memory memory = new Memory();
            BaseBackup.Result result = BaseBackup.stream(
                    one.endpoint,
                    TestServer.SUPERUSER,
                    new BaseBackup.Options("it's nightly", "backup", false, true),
                    memory,
                    TestServer.LIMIT);
            assertThat(memory.parts.keySet()).containsExactly("base.tar", "manifest");
            assertThat(memory.closed).isEqualTo(2);
            assertThat(memory.aborted).isZero();
            assertThat(result.timeline()).isEqualTo(1);
            assertThat(result.stop()).isGreaterThan(result.start());

            Path data = restored.control.dataDirectory();
            TarExtractor.extract(new ByteArrayInputStream(memory.bytes("base.tar")), data);
            assertThat(Files.readString(data.resolve("backup_label")))
                    .contains("LABEL: it's nightly")
                    .contains("START WAL LOCATION: " + result.start());
            assertThat(new String(memory.bytes("manifest"), StandardCharsets.UTF_8))
                    .contains("\"PostgreSQL-Backup-Manifest-Version\"")
                    .contains("\"End-LSN\": \"" + result.stop() + "\"");
            restored.configure();
            restored.start();
            assertThat(restored.value("SELECT count(*) FROM t")).isEqualTo("777");
        }
    }

    @Test
    void tablespacesComeAsArchivesOfTheirOwn() throws IOException {
        try (TestServer one = TestServer.primary(TestServer.embedded(17), root, "one")) {
            Path space = Files.createDirectory(root.resolve("space"), DataFiles.OWNER_DIRECTORY);
            RunAs.chosen().own(space);
            one.probe.execute("CREATE TABLESPACE space LOCATION '" + space + "'");
            String oid = one.value("SELECT oid FROM pg_tablespace WHERE spcname = 'space'");
            Memory memory = new Memory();
            BaseBackup.stream(
                    one.endpoint, TestServer.SUPERUSER, new BaseBackup.Options("x", "b", false, false), memory);
            assertThat(memory.tablespaces).isEqualTo(Map.of("base.tar", "", oid + ".tar", space.toString()));
        }
    }

    @Test
    void aSinkThatFailsEndsTheBackupAndIsToldToAbort() {
        try (TestServer one = TestServer.primary(TestServer.embedded(17), root, "one")) {
            Memory full = new Memory() {
                @Override
                public OutputStream manifest() {
                    throw new PgspanException("disk full");
                }
            };
            assertThatThrownBy(() -> BaseBackup.stream(
                            one.endpoint, TestServer.SUPERUSER, new BaseBackup.Options("x", "b", false, false), full))
                    .hasMessage("disk full");
            assertThat(full.aborted).isEqualTo(1);
        }
    }

    @Test
    void aWrongPasswordIsToldByItsSqlStateAndNeverPrinted() {
        try (TestServer one = TestServer.primary(TestServer.embedded(18), root, "one")) {
            Credentials wrong = new Credentials("postgres", Redacted.of("sesame"));
            assertThatThrownBy(() -> BaseBackup.stream(one.endpoint, wrong, BaseBackup.Options.of("x"), new Memory()))
                    .isInstanceOfSatisfying(
                            PostgresServerException.class,
                            e -> assertThat(e.sqlState()).isEqualTo("28P01"))
                    .hasMessageNotContaining("sesame");
        }
    }

    @Test
    void aServerThatAsksForNoProofIsRefused() {
        try (TestServer one = TestServer.primary(TestServer.embedded(17), root, "one")) {
            one.control.configure(
                    Map.of("listen_addresses", "127.0.0.1", "port", Integer.toString(one.endpoint.port())),
                    List.of("host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"));
            one.control.reload();
            one.probe.close();
            try (PostgresProbe probe = new PostgresProbe(one.endpoint, TestServer.SUPERUSER)) {
                Await.until("trust is in force", TestServer.LIMIT, () -> {
                    try {
                        ReplicationConnection.open(
                                        one.endpoint, TestServer.SUPERUSER, "test", Deadline.after(TestServer.LIMIT))
                                .close();
                        return false;
                    } catch (PgspanException e) {
                        return String.valueOf(e.getMessage())
                                .contains("authentication request 0 where SCRAM-SHA-256 is due");
                    }
                });
                assertThatThrownBy(() -> probe.status(TestServer.LIMIT))
                        .isInstanceOf(PostgresUnavailableException.class);
            }
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpWithinTheLimit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                PostgresProbe probe =
                        new PostgresProbe(new Endpoint("127.0.0.1", silent.getLocalPort()), TestServer.SUPERUSER)) {
            Duration limit = Duration.ofMillis(300);
            long began = System.nanoTime();
            assertThatThrownBy(() -> BaseBackup.stream(
                            probe.endpoint(), TestServer.SUPERUSER, BaseBackup.Options.of("x"), new Memory(), limit))
                    .isInstanceOf(PostgresUnavailableException.class);
            assertThatThrownBy(() -> probe.status(limit))
                    .isInstanceOfSatisfying(
                            PostgresUnavailableException.class,
                            e -> assertThat(e.sqlState()).startsWith("08"));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aLabelThatCannotBeSentAsItIsIsRefused() {
        assertThatThrownBy(() -> BaseBackup.Options.of("a\\b")).hasMessageContaining("backup label");
        assertThatThrownBy(() -> BaseBackup.Options.of("")).hasMessageContaining("backup label");
        assertThatThrownBy(() -> BaseBackup.Options.of("a\nb")).hasMessageContaining("backup label");
    }
}
