package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.testkit.base.network.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynchronousNamesTest {
    @TempDir
    Path root;

    @Test
    void theNamesChangeAloneAndSurviveARestart() throws Exception {
        try (TestServer one = TestServer.primary(TestServer.embedded(17), root, "one")) {
            one.set("work_mem", "7MB").configure();
            change(one, "ANY 1 (\"two-0\",\"it's\")");
            assertThat(one.value("SHOW work_mem")).isEqualTo("7MB");
            change(one, "");
            change(one, "FIRST 1 (three)");
            Path conf = one.control.dataDirectory().resolve("postgresql.conf");
            assertThat(Files.readAllLines(conf).stream().filter(line -> line.contains("synchronous_standby_names")))
                    .hasSize(1);
            one.control.kill();
            assertThatThrownBy(() -> one.control.synchronousStandbyNames("FIRST 1 (four)"))
                    .hasMessageContaining("doesn't run");
            one.start();
            assertThat(one.status().synchronousStandbyNames()).isEqualTo("FIRST 1 (four)");
            one.configure();
            one.control.reload();
            shows(one, "");
        }
    }

    private static void change(TestServer server, String names) {
        server.control.synchronousStandbyNames(names);
        shows(server, names);
    }

    private static void shows(TestServer server, String names) {
        Await.until(
                "the server shows " + names,
                TestServer.LIMIT,
                () -> server.status().synchronousStandbyNames().equals(names));
    }

    @Test
    void aConfigurationOfAnotherHandIsNotTouched() throws Exception {
        try (TestServer one = new TestServer(TestServer.embedded(17), root, "one")) {
            TemplateDatabase.of(one.install).copyTo(one.control.dataDirectory());
            String before = Files.readString(one.control.dataDirectory().resolve("postgresql.conf"));
            assertThatThrownBy(() -> one.control.synchronousStandbyNames("two"))
                    .hasMessageContaining("wasn't written by pgspan");
            assertThat(one.control.dataDirectory().resolve("postgresql.conf")).hasContent(before);
        }
    }

    @Test
    void aCheckpointIsMadeOverAConnectionOfItsOwn() {
        try (TestServer one = TestServer.primary(TestServer.embedded(18), root, "one")) {
            String pid = one.value("SELECT pg_backend_pid()");
            ControlFile before = one.controlFile();
            one.probe.execute("CREATE TABLE t (n int)");
            one.probe.checkpoint(TestServer.LIMIT);
            assertThat(one.controlFile().checkpoint()).isGreaterThan(before.checkpoint());
            assertThat(one.value("SELECT pg_backend_pid()")).isEqualTo(pid);
            one.control.kill();
            assertThatThrownBy(() -> one.probe.checkpoint(TestServer.LIMIT))
                    .isInstanceOf(PostgresUnavailableException.class);
        }
    }
}
