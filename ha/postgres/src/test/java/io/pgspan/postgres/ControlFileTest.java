package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlFileTest {
    @TempDir
    Path root;

    /** The embedded majors, and whatever this machine has besides within the known formats. */
    static Stream<PostgresInstall> installs() {
        return Stream.concat(
                TestServer.everyMajor(),
                PostgresInstall.discover().stream()
                        .filter(i -> i.version().major() >= 13 && i.version().major() <= 15));
    }

    @ParameterizedTest
    @MethodSource("installs")
    void agreesWithWhatTheRunningServerSays(PostgresInstall install) {
        try (TestServer server = TestServer.primary(install, root, "one")) {
            server.probe.execute("CHECKPOINT");
            agrees(server);
            assertThat(server.controlFile().state()).isEqualTo(ControlFile.State.IN_PRODUCTION);
            assertThat(server.controlFile().minRecoveryPoint()).isEqualTo(Lsn.ZERO);
            if (install.version().major() >= ReplicationConnection.SERVER_MAJOR_MIN) {
                try (TestServer standby = TestServer.standby(server, root, "two")) {
                    agrees(standby);
                    assertThat(standby.controlFile().state()).isEqualTo(ControlFile.State.ARCHIVE_RECOVERY);
                    assertThat(standby.controlFile().minRecoveryTimeline()).isEqualTo(1);
                    assertThat(standby.control.stop(StopMode.FAST, TestServer.LIMIT))
                            .isTrue();
                    assertThat(standby.controlFile().state()).isEqualTo(ControlFile.State.SHUT_DOWN_IN_RECOVERY);
                    assertThat(standby.controlFile().state().isCleanShutdown()).isTrue();
                }
            }
            server.control.stop(StopMode.FAST, TestServer.LIMIT);
            server.set("wal_log_hints", "on").configure();
            server.start();
            agrees(server);
            assertThat(server.controlFile().walLogHints()).isTrue();
        }
    }

    private static void agrees(TestServer server) {
        Map<String, String> sql = server.probe
                .query(
                        "SELECT s.pg_control_version, s.system_identifier, c.checkpoint_lsn, c.redo_lsn, c.timeline_id,"
                                + " r.min_recovery_end_lsn, r.min_recovery_end_timeline, i.data_page_checksum_version,"
                                + " i.bytes_per_wal_segment"
                                + " FROM pg_control_system() s, pg_control_checkpoint() c, pg_control_recovery() r, pg_control_init() i")
                .get(0);
        ControlFile file = server.controlFile();
        assertThat(file.walLogHints())
                .isEqualTo(server.value("SHOW wal_log_hints").equals("on"));
        assertThat(Map.of(
                        "pg_control_version", Integer.toString(file.version()),
                        "system_identifier", Long.toString(file.systemIdentifier()),
                        "checkpoint_lsn", file.checkpoint().toString(),
                        "redo_lsn", file.redo().toString(),
                        "timeline_id", Integer.toString(file.timeline()),
                        "min_recovery_end_lsn", file.minRecoveryPoint().toString(),
                        "min_recovery_end_timeline", Integer.toString(file.minRecoveryTimeline()),
                        "data_page_checksum_version", file.dataChecksums() ? "1" : "0",
                        "bytes_per_wal_segment", Integer.toString(file.walSegmentSize())))
                .containsExactlyInAnyOrderEntriesOf(sql);
    }

    @Test
    void aTornFileIsRefusedWhereverTheTearIs() throws Exception {
        try (TestServer server = TestServer.primary(TestServer.embedded(17), root, "one")) {
            Path file = server.control.dataDirectory().resolve("global/pg_control");
            byte[] before = Files.readAllBytes(file);
            server.probe.execute("CREATE TABLE t (n int)");
            server.probe.checkpoint(TestServer.LIMIT);
            byte[] after = Files.readAllBytes(file);
            server.control.kill();
            int first = Arrays.mismatch(before, after);
            assertThat(first).as("the file begins with what never changes").isGreaterThan(8);
            for (int tear = first + 1; tear < 288; tear += 24) {
                byte[] torn = after.clone();
                System.arraycopy(before, tear, torn, tear, torn.length - tear);
                Files.write(file, torn);
                assertThatThrownBy(server.control::controlFile)
                        .as("the new text up to %s, then the old", tear)
                        .hasMessageContaining("checksum is wrong")
                        .hasMessageContaining("clone it anew");
                assertThat(server.control.mustBeCloned()).isTrue();
                assertThat(server.control.canRewind()).isFalse();
            }
            Files.write(file, Arrays.copyOf(after, 200));
            assertThatThrownBy(server.control::controlFile).hasMessageContaining("only 200 bytes");
            Files.write(file, after);
            assertThat(server.control.mustBeCloned()).isFalse();
        }
    }

    @Test
    void aDamagedFileIsRefusedAndNotTakenForAMissingOne() throws Exception {
        try (TestServer server = new TestServer(TestServer.embedded(18), root, "one")) {
            TemplateDatabase.of(server.install).copyTo(server.control.dataDirectory());
            Path file = server.control.dataDirectory().resolve("global/pg_control");
            byte[] bytes = Files.readAllBytes(file);
            bytes[48] ^= 1; // the timeline
            Files.write(file, bytes);
            assertThatThrownBy(server.control::controlFile)
                    .isInstanceOf(PgspanException.class)
                    .hasMessageContaining("checksum is wrong")
                    .hasMessageContaining(file.toString());
            Files.write(file, new byte[0]);
            assertThatThrownBy(server.control::controlFile).hasMessageContaining("only 0 bytes");
            Files.delete(file);
            assertThat(server.control.controlFile()).isEmpty();
        }
    }
}
