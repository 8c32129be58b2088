package io.pgspan.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.postgres.Endpoint;
import io.pgspan.testkit.assertions.LostRows;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set by the fixture
class RowWriterIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private RealServer server;

    @BeforeEach
    void start() {
        server = new RealServer(directory);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private RowWriter write() {
        Endpoint nobody = new Endpoint("127.0.0.1", LoopbackPorts.next());
        return RowWriter.start(List.of(nobody, server.endpoint()), RealServer.SUPERUSER, RowWriterOptions.ofDefaults());
    }

    private static void awaitRows(RowWriter writer, int more) {
        int wanted = writer.acknowledgedCount() + more;
        Await.until(
                more + " more rows, but: " + writer.lastFailure(), LIMIT, () -> writer.acknowledgedCount() >= wanted);
    }

    @Test
    void writesOverACrashAndLosesNothing() throws SQLException {
        try (RowWriter writer = write()) {
            awaitRows(writer, 20);
            server.kill();
            Instant killed = Instant.now();
            assertThat(writer.outageAround(killed)).isEmpty();
            server.start();
            awaitRows(writer, 20);
            writer.stop();

            Gap outage = writer.outageAround(killed).orElseThrow();
            assertThat(outage.lastBefore()).isBeforeOrEqualTo(killed);
            assertThat(outage.firstAfter()).isAfter(killed);
            assertThat(outage.length()).isPositive().isLessThan(LIMIT);
            assertThat(writer.longestGap()).contains(outage);
            assertThat(writer.failures()).isPositive();
            assertThat(writer.acknowledged()).doesNotHaveDuplicates().isSorted();
            assertThat(writer.attempts()).isGreaterThanOrEqualTo(writer.acknowledgedCount());
            assertThat(LostRows.count(writer, server.endpoint(), RealServer.SUPERUSER))
                    .isZero();
        }
    }

    @Test
    void aRowThatIsTakenAwayIsCountedAsLost() throws SQLException {
        try (RowWriter writer = write()) {
            awaitRows(writer, 5);
            writer.stop();
            long[] ids = writer.acknowledged();
            server.execute("DELETE FROM " + RowWriter.TABLE + " WHERE id IN (" + ids[1] + ", " + ids[3] + ")");
            server.execute("INSERT INTO " + RowWriter.TABLE + " (id) VALUES (" + (ids[ids.length - 1] + 1000) + ")");

            try (Connection connection = server.connect()) {
                assertThat(LostRows.ids(writer, connection)).containsExactly(ids[1], ids[3]);
                assertThat(LostRows.count(writer, connection)).isEqualTo(2);
            }
        }
    }

    @Test
    void aSecondWriterNeverUsesAnIdOfTheFirst() {
        long[] first;
        try (RowWriter writer = write()) {
            awaitRows(writer, 5);
            writer.stop();
            first = writer.acknowledged();
        }
        try (RowWriter writer = write()) {
            awaitRows(writer, 5);
            writer.stop();
            assertThat(Arrays.stream(writer.acknowledged()).min().orElseThrow())
                    .isGreaterThan(Arrays.stream(first).max().orElseThrow());
        }
    }

    @Test
    void aCommitWithAWarningIsNotAcknowledged() throws SQLException {
        try (RowWriter writer = write()) {
            awaitRows(writer, 5);
            server.execute("CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$BEGIN RAISE WARNING 'not replicated'; RETURN NEW; END$$");
            server.execute("CREATE TRIGGER warn BEFORE INSERT ON " + RowWriter.TABLE
                    + " FOR EACH ROW EXECUTE FUNCTION warn()");
            Await.until("the warning arrives", LIMIT, () -> writer.lastFailure().contains("not replicated"));
            int acknowledged = writer.acknowledgedCount();
            long failures = writer.failures();
            Await.until("it goes on", LIMIT, () -> writer.failures() > failures + 2);

            assertThat(writer.acknowledgedCount()).isEqualTo(acknowledged);
            server.execute("DROP TRIGGER warn ON " + RowWriter.TABLE);
            awaitRows(writer, 1);
        }
    }

    @Test
    void itsUrlTellsTheTimeoutsAndNoPassword() {
        try (RowWriter writer = write()) {
            assertThat(writer.url())
                    .startsWith("jdbc:postgresql://127.0.0.1:")
                    .contains(
                            "," + server.endpoint() + "/postgres",
                            "targetServerType=primary",
                            "connectTimeout=1",
                            "socketTimeout=2",
                            "loginTimeout=4")
                    .doesNotContain("secret")
                    .doesNotContain("password");
        }
    }
}
