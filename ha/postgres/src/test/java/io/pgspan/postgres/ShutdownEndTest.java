package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.testkit.base.network.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShutdownEndTest {
    private static final int PAGE = 8192;
    private static final int SEGMENT = 16 * 1024 * 1024;

    /** Shorter than any shutdown checkpoint's record, longer than what the server writes between two looks. */
    private static final int CLOSE = 96;

    private static final int TRIES_MAX = 40;

    @TempDir
    Path root;

    static Stream<PostgresInstall> installs() {
        return TestServer.everyMajorAndSystem();
    }

    @ParameterizedTest
    @MethodSource("installs")
    void theEndIsExactlyWhatAStandbyReceivedWhereverTheRecordLies(PostgresInstall install) {
        try (TestServer one = TestServer.primary(install, root, "one");
                TestServer two = TestServer.standby(one, root, "two")) {
            assertThat(one.control.shutdownEnd()).isEmpty();
            endsWhereTheStandbyEnds(one, two);
            one.start();
            two.awaitStreamingFrom(one);
            writeCloseTo(one, PAGE);
            Lsn acrossPages = endsWhereTheStandbyEnds(one, two);
            assertThat(acrossPages.value() / PAGE)
                    .isGreaterThan(one.controlFile().checkpoint().value() / PAGE);
            one.start();
            two.awaitStreamingFrom(one);
            writeCloseTo(one, SEGMENT);
            Lsn acrossSegments = endsWhereTheStandbyEnds(one, two);
            assertThat(acrossSegments.value() / SEGMENT)
                    .isGreaterThan(one.controlFile().checkpoint().value() / SEGMENT);
        }
    }

    private static Lsn endsWhereTheStandbyEnds(TestServer one, TestServer two) {
        Lsn end = one.control.shutDown(TestServer.LIMIT).orElseThrow();
        assertThat(one.controlFile().state()).isEqualTo(ControlFile.State.SHUT_DOWN);
        assertThat(end).isGreaterThan(one.controlFile().checkpoint());
        assertThat(one.control.stop(StopMode.FAST, TestServer.LIMIT)).isTrue();
        assertThat(one.control.shutdownEnd()).contains(end);
        Await.until("the standby notices", TestServer.LIMIT, () -> !two.status().receiverRunning());
        assertThat(two.status().received()).isEqualTo(end);
        return end;
    }

    /** Writes WAL until its end is so close before a boundary that the next checkpoint's record must cross it. */
    private static void writeCloseTo(TestServer server, int boundary) {
        for (int i = 0; i < TRIES_MAX; i++) {
            long position = server.status().inserted().value();
            long gap = boundary - position % boundary;
            if (gap > 0 && gap <= CLOSE) {
                return;
            }
            // headers of records and pages take their part: the last step comes out short, never too long
            long length = gap > 2 * PAGE ? gap - gap / 300 - PAGE : Math.max(0, gap - 150);
            server.probe.execute("SELECT pg_logical_emit_message(false, '', repeat('x', " + length + "))");
        }
        throw new AssertionError("never came close to a boundary of " + boundary);
    }

    @Test
    void aShutdownIsToldBeforeTheServerIsGone() {
        try (TestServer one = TestServer.primary(TestServer.embedded(18), root, "one");
                TestServer two = TestServer.standby(one, root, "two")) {
            // a standby that doesn't answer keeps the sender, and so the postmaster, waiting
            new DataProcesses(two.control.dataDirectory())
                    .all()
                    .forEach(process -> TestServer.signal("STOP", process.pid()));
            one.probe.execute("CREATE TABLE t (n int)");
            Optional<Lsn> end = one.control.shutDown(TestServer.LIMIT);
            assertThat(end).isPresent();
            assertThat(one.control.isRunning()).isTrue();
            assertThat(one.control.shutDown(Duration.ofMillis(50)))
                    .as("asked again, it can't be told from a start and its end is awaited")
                    .isEmpty();
            assertThatThrownBy(() -> one.probe.execute("SELECT 1")).isInstanceOf(PostgresUnavailableException.class);
            one.control.kill();
            assertThat(one.control.shutDown(TestServer.LIMIT)).isEqualTo(end);
        }
    }

    @Test
    void aStandbyAndACrashHaveNone() {
        try (TestServer one = TestServer.primary(TestServer.embedded(17), root, "one");
                TestServer two = TestServer.standby(one, root, "two")) {
            assertThat(two.control.shutDown(TestServer.LIMIT)).isEmpty();
            assertThat(two.controlFile().state()).isEqualTo(ControlFile.State.SHUT_DOWN_IN_RECOVERY);
            one.control.kill();
            assertThat(one.control.shutDown(TestServer.LIMIT)).isEmpty();
        }
    }

    @Test
    void aRecordThatIsMissingOrDamagedIsRefused() throws Exception {
        try (TestServer one = TestServer.primary(TestServer.embedded(18), root, "one")) {
            assertThat(one.control.shutDown(TestServer.LIMIT)).isPresent();
            assertThat(one.control.stop(StopMode.FAST, TestServer.LIMIT)).isTrue();
            int offset = (int) (one.controlFile().checkpoint().value() % SEGMENT);
            Path segment = one.control.dataDirectory().resolve("pg_wal/000000010000000000000001");
            byte[] bytes = Files.readAllBytes(segment);
            bytes[offset + 30] ^= 1;
            Files.write(segment, bytes);
            assertThatThrownBy(one.control::shutdownEnd)
                    .isInstanceOf(PgspanException.class)
                    .hasMessageContaining("checksum is wrong");
            Files.delete(segment);
            assertThatThrownBy(one.control::shutdownEnd)
                    .isInstanceOf(PgspanException.class)
                    .hasMessageContaining("can't read WAL");
        }
    }
}
