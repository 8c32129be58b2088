package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Redacted;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalPostgresTest {
    @TempDir
    Path root;

    static Stream<PostgresInstall> installs() {
        return TestServer.everyMajor();
    }

    @ParameterizedTest
    @MethodSource("installs")
    void aNewDatabaseAsksForItsPasswordByScramAndRefusesAnother(PostgresInstall install) {
        try (TestServer server = TestServer.stranger(install, root, "one");
                PostgresProbe stranger =
                        new PostgresProbe(server.endpoint, new Credentials("postgres", Redacted.of("wrong")))) {
            assertThat(server.value("SELECT 6 * 7")).isEqualTo("42");
            assertThat(server.value("SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'"))
                    .startsWith("SCRAM-SHA-256$");
            assertThat(server.value("SHOW data_checksums")).isEqualTo("on");
            assertThat(server.value("SHOW unix_socket_directories")).isEmpty();
            assertThatThrownBy(() -> stranger.status(TestServer.LIMIT))
                    .isInstanceOf(PostgresUnavailableException.class)
                    .hasMessageContaining("28P01")
                    .hasMessageNotContaining("wrong'");
            assertThat(root.resolve("one.pwfile")).doesNotExist();
            assertThat(root.resolve("one.incoming")).doesNotExist();
            assertThatThrownBy(() -> server.control.initdb(TestServer.SUPERUSER))
                    .hasMessageContaining("already");
        }
    }

    @Test
    void theChildIsThePostmasterItself() {
        try (TestServer server = TestServer.primary(TestServer.embedded(17), root, "one")) {
            long pid = PostmasterPid.read(server.control.dataDirectory())
                    .orElseThrow()
                    .pid();
            assertThat(ProcessHandle.current().children().map(ProcessHandle::pid))
                    .contains(pid);
        }
    }

    @Test
    void aFastStopLeavesACleanShutdownAndACrashLeavesProduction() {
        AtomicInteger ends = new AtomicInteger();
        try (TestServer server = TestServer.primary(TestServer.embedded(18), root, "one")) {
            server.control.onExit(ends::incrementAndGet);
            assertThat(server.status().inRecovery()).isFalse();
            assertThat(server.control.stop(StopMode.FAST, TestServer.LIMIT)).isTrue();
            assertThat(server.control.isRunning()).isFalse();
            assertThat(server.controlFile().state()).isEqualTo(ControlFile.State.SHUT_DOWN);
            Await.until("the end is told", TestServer.LIMIT, () -> ends.get() == 1);

            server.start();
            List<ProcessHandle> all = processes(server);
            assertThat(all).hasSizeGreaterThan(3);
            server.control.kill();
            assertThat(all).noneMatch(DataProcesses::isAlive);
            assertThat(server.controlFile().state()).isEqualTo(ControlFile.State.IN_PRODUCTION);
            Await.until("the end is told", TestServer.LIMIT, () -> ends.get() == 2);

            server.start(); // the stale lock file of the crash doesn't hinder
            assertThat(server.status().inRecovery())
                    .as("asked over a new connection: the kept one died")
                    .isFalse();
        }
    }

    private static List<ProcessHandle> processes(TestServer server) {
        return List.copyOf(new DataProcesses(server.control.dataDirectory()).all());
    }

    @Test
    void aSmartStopThatAClientHoldsUpEndsImmediatelyAndSaysSo() throws Exception {
        try (TestServer server = TestServer.primary(TestServer.embedded(17), root, "one");
                Connection client = DriverManager.getConnection(
                        "jdbc:postgresql://" + server.endpoint + "/postgres",
                        "postgres",
                        TestServer.SUPERUSER.password().reveal())) {
            assertThat(client.isValid(5)).isTrue();
            assertThat(server.control.stop(StopMode.SMART, Duration.ofMillis(300)))
                    .isFalse();
            assertThat(server.control.isRunning()).isFalse();
            assertThat(server.controlFile().state()).isEqualTo(ControlFile.State.IN_PRODUCTION);
            assertThat(server.control.stop(StopMode.FAST, TestServer.LIMIT)).isTrue();
        }
    }

    @Test
    void aServerThatCannotStartShowsItsLog() {
        try (TestServer server = new TestServer(TestServer.embedded(16), root, "one")) {
            TemplateDatabase.of(server.install).copyTo(server.control.dataDirectory());
            server.set("shared_buffers", "plenty").configure();
            server.control.start();
            assertThatThrownBy(() -> server.control.awaitReady(server.endpoint, TestServer.LIMIT))
                    .isInstanceOfSatisfying(PostgresStartException.class, e -> {
                        assertThat(e.exitCode()).isEqualTo(1);
                        assertThat(e.log()).contains("shared_buffers").contains("plenty");
                    })
                    .hasMessageContaining("plenty");
            assertThat(server.control.isRunning()).isFalse();
        }
    }

    @Test
    void thereIsNothingToStartWithoutADatabase() {
        try (TestServer server = new TestServer(TestServer.embedded(16), root, "one")) {
            assertThat(server.control.hasData()).isFalse();
            assertThat(server.control.controlFile()).isEmpty();
            assertThat(server.control.isRunning()).isFalse();
            assertThat(server.control.clearLeftovers()).isFalse();
            assertThatThrownBy(server.control::start).hasMessageContaining("no database");
            assertThatThrownBy(server.control::reload).hasMessageContaining("doesn't run");
            assertThatThrownBy(() -> server.control.promote(TimelineHistory.first(), TestServer.LIMIT))
                    .hasMessageContaining("no database");
        }
    }

    @Test
    void configurationReplacesWhatWasThereAndReloadsWithoutARestart() throws Exception {
        try (TestServer server = TestServer.primary(TestServer.embedded(17), root, "one")) {
            server.probe.execute("ALTER SYSTEM SET work_mem = '9MB'");
            server.set("work_mem", "7MB")
                    .set("search_path", "'it''s a \\ path'")
                    .configure();
            server.control.reload();
            Await.until(
                    "the new value is in force",
                    TestServer.LIMIT,
                    () -> server.value("SHOW work_mem").equals("7MB"));
            Path conf = server.control.dataDirectory().resolve("postgresql.conf");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(conf)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(server.control.dataDirectory().resolve("postgresql.auto.conf")))
                    .isEmpty();
            assertThat(server.value("SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"))
                    .isEqualTo("0");
            assertThatThrownBy(() -> server.control.configure(Map.of("work_mem", "1\nfsync = off"), List.of()))
                    .isInstanceOf(PgspanException.class);
            assertThatThrownBy(() -> server.control.configure(Map.of("work_mem = 1\nfsync", "off"), List.of()))
                    .hasMessageContaining("not a PostgreSQL parameter name");
            assertThatThrownBy(() -> server.control.configure(Map.of(), List.of("# \nhost all all all trust")))
                    .hasMessageContaining("line break");
        }
    }

    @Test
    void theServerOfADeadParentIsFoundAndCleared() throws Exception {
        try (TestServer server = new TestServer(TestServer.embedded(17), root, "one")) {
            TemplateDatabase.of(server.install).copyTo(server.control.dataDirectory());
            server.configure();
            Process parent = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            AbandonsServer.class.getName(),
                            server.install.bin().toString(),
                            server.control.dataDirectory().toString(),
                            server.endpoint.toString())
                    .inheritIO()
                    .start();
            assertThat(parent.waitFor()).isEqualTo(AbandonsServer.EXIT_CODE);

            assertThat(server.control.isRunning()).isTrue();
            List<ProcessHandle> orphans = processes(server);
            assertThat(orphans).hasSizeGreaterThan(3);
            assertThatThrownBy(server.control::start).hasMessageContaining("works on this data directory already");
            assertThat(server.control.clearLeftovers()).isTrue();
            assertThat(server.control.isRunning()).isFalse();
            assertThat(orphans).noneMatch(DataProcesses::isAlive);
            assertThat(server.control.dataDirectory().resolve("postmaster.pid")).doesNotExist();
            assertThat(server.control.clearLeftovers()).isFalse();

            server.start();
            assertThat(server.control.clearLeftovers())
                    .as("the own child is no leftover")
                    .isFalse();
            assertThat(server.control.isRunning()).isTrue();
        }
    }

    @Test
    void aLockFileWhoseProcessIdNowBelongsToAnotherProgramIsStale() throws Exception {
        try (TestServer server = new TestServer(TestServer.embedded(17), root, "one")) {
            TemplateDatabase.of(server.install).copyTo(server.control.dataDirectory());
            server.configure();
            Files.writeString(
                    server.control.dataDirectory().resolve("postmaster.pid"),
                    ProcessHandle.current().pid() + "\n" + server.control.dataDirectory() + "\n");
            assertThat(server.control.isRunning()).isFalse();
            assertThat(server.control.clearLeftovers()).isTrue();
            assertThat(ProcessHandle.current().isAlive()).isTrue();
            server.start();
        }
    }

    @Test
    void childrenThatOutliveTheirPostmasterKeepTheNextStartAway() {
        try (TestServer server = TestServer.primary(TestServer.embedded(17), root, "one")) {
            List<ProcessHandle> all = processes(server);
            // a stopped child can't notice that its postmaster died
            ProcessHandle child = all.stream()
                    .filter(p -> p.parent().filter(all::contains).isPresent())
                    .findFirst()
                    .orElseThrow();
            TestServer.signal("STOP", child.pid());
            long postmaster = PostmasterPid.read(server.control.dataDirectory())
                    .orElseThrow()
                    .pid();
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
            Await.until("the postmaster is gone", TestServer.LIMIT, () -> !server.control.isRunning());

            assertThatThrownBy(server.control::start).hasMessageContaining("works on this data directory already");
            assertThat(server.control.clearLeftovers()).isTrue();
            assertThat(DataProcesses.isAlive(child)).isFalse();
            server.start();
        }
    }

    @Test
    void rootWithoutUserNamespacesHandsTheDataToAnOrdinaryUser() throws Exception {
        assumeTrue(RunAs.chosen() != RunAs.SELF, "only root can become another user");
        Optional<PostgresInstall> readable = PostgresInstall.discover().stream()
                .filter(i -> i.bin().startsWith("/usr") && i.version().major() >= 13)
                .findFirst();
        assumeTrue(readable.isPresent(), "no installation that an ordinary user can read");
        PostgresInstall install = readable.orElseThrow();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Endpoint endpoint = new Endpoint("127.0.0.1", LoopbackPorts.next());
        LocalPostgres control =
                LocalPostgres.on(install, root.resolve("one"), root.resolve("log"), false, RunAs.SETPRIV);
        try (PostgresProbe probe = new PostgresProbe(endpoint, TestServer.SUPERUSER)) {
            control.initdb(TestServer.SUPERUSER);
            control.configure(Map.of("port", Integer.toString(endpoint.port()), "fsync", "off"), Hba.scramOnly());
            control.start();
            assertThat(control.awaitReady(endpoint, TestServer.LIMIT)).isTrue();
            probe.execute("CREATE TABLE t (n int)");
            assertThat(Files.getAttribute(control.dataDirectory().resolve("postgresql.conf"), "unix:uid"))
                    .isEqualTo(65534);
            assertThat(control.stop(StopMode.FAST, TestServer.LIMIT)).isTrue();
        } finally {
            control.kill();
        }
    }
}
