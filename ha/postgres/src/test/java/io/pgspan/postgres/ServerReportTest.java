package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.wal.Lsn;
import io.pgspan.testkit.base.network.Await;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerReportTest {
    @TempDir
    Path root;

    static Stream<PostgresInstall> installs() {
        return TestServer.everyMajorAndSystem();
    }

    @ParameterizedTest
    @MethodSource("installs")
    void aPrimaryTellsItsPositionsItsSettingsAndWhoFollows(PostgresInstall install) {
        try (TestServer one = TestServer.primary(install, root, "one")) {
            ServerReport alone = one.probe.report(TestServer.LIMIT);
            assertThat(alone.senders()).isEmpty();
            assertThat(alone.pendingRestart()).isFalse();
            assertThat(alone.server().synchronousStandbyNames()).isEmpty();
            assertThat(alone.server().synchronousCommit()).isEqualTo("on");
            try (TestServer two = TestServer.standby(one, root, "two")) {
                assertThat(two.status().receiverStreaming()).isTrue();
                one.set("synchronous_standby_names", "FIRST 1 (two)")
                        .set("synchronous_commit", "remote_apply")
                        .set("max_connections", "31")
                        .configure();
                one.control.reload();
                Await.until(
                        "the standby counts",
                        TestServer.LIMIT,
                        () -> one.probe.report(TestServer.LIMIT).senders().stream()
                                .anyMatch(WalSender::isSynchronous));
                Await.until(
                        "the whole reload shows",
                        TestServer.LIMIT,
                        () -> one.probe.report(TestServer.LIMIT).pendingRestart());
                assertThat(one.probe.report(TestServer.LIMIT).pendingRestart())
                        .as("known from the last time")
                        .isTrue();
                one.probe.execute("CREATE TABLE t AS SELECT generate_series(1, 1000) AS n");
                ServerReport report = one.probe.report(TestServer.LIMIT);
                ServerStatus server = report.server();
                assertThat(server.inRecovery()).isFalse();
                assertThat(server.current()).isGreaterThan(Lsn.ZERO).isLessThanOrEqualTo(server.written());
                assertThat(server.written()).isLessThanOrEqualTo(server.inserted());
                assertThat(server.synchronousStandbyNames()).isEqualTo("FIRST 1 (two)");
                assertThat(server.synchronousCommit()).isEqualTo("remote_apply");
                assertThat(report.senders()).singleElement().satisfies(sender -> {
                    assertThat(sender.applicationName()).isEqualTo("two");
                    assertThat(sender.isStreaming()).isTrue();
                    assertThat(sender.syncState()).isEqualTo("sync");
                    assertThat(sender.pid()).isPositive();
                    assertThat(sender.flushed()).isLessThanOrEqualTo(sender.sent());
                });
                assertThat(one.status())
                        .usingRecursiveComparison()
                        .ignoringFields(moving())
                        .isEqualTo(server);
                one.set("max_connections", "30").configure();
                one.control.reload();
                Await.until(
                        "the change is taken back",
                        TestServer.LIMIT,
                        () -> !one.probe.report(TestServer.LIMIT).pendingRestart());
                Await.until(
                        "the standby has all",
                        TestServer.LIMIT,
                        () -> one.probe.report(TestServer.LIMIT).senders().stream()
                                .allMatch(s -> !server.inserted().isAfter(s.replayed())
                                        && !server.inserted().isAfter(s.flushed())
                                        && !server.inserted().isAfter(s.written())));
            }
        }
    }

    /** What isn't flushed is sent to nobody, and on an idle server it may stay so for a quarter of a minute. */
    @ParameterizedTest
    @MethodSource("installs")
    void aStandbyHasWhatIsFlushedWhileMoreIsInserted(PostgresInstall install) {
        try (TestServer one = TestServer.primary(install, root, "one");
                TestServer two = TestServer.standby(one, root, "two")) {
            Await.until("the standby has all that is flushed, and more is inserted", TestServer.LIMIT, () -> {
                one.probe.execute("SELECT pg_logical_emit_message(false, '', 'no commit flushes this')");
                ServerStatus server = one.status();
                return server.current().compareTo(server.inserted()) < 0
                        && !server.current().isAfter(two.status().receiverFlushed());
            });
        }
    }

    private static String[] moving() {
        return new String[] {"received", "replayed", "current", "written", "inserted"};
    }

    @ParameterizedTest
    @MethodSource("installs")
    void aStandbyTellsWhatItReceivedAndThatItDoesNotApply(PostgresInstall install) {
        try (TestServer one = TestServer.primary(install, root, "one");
                TestServer two = TestServer.standby(one, root, "two")) {
            assertThat(two.status().replayPaused()).isFalse();
            two.probe.execute("SELECT pg_wal_replay_pause()");
            one.probe.execute("CREATE TABLE t (n int)");
            Lsn end = one.status().inserted();
            Await.until(
                    "the standby has received all",
                    TestServer.LIMIT,
                    () -> !end.isAfter(two.status().receiverFlushed()));
            ServerReport report = two.probe.report(TestServer.LIMIT);
            ServerStatus server = report.server();
            assertThat(server.inRecovery()).isTrue();
            assertThat(server.replayPaused()).isTrue();
            assertThat(server.replayed()).isLessThan(end);
            assertThat(server.receiverWritten()).isGreaterThanOrEqualTo(server.receiverFlushed());
            assertThat(server.received()).isGreaterThanOrEqualTo(end);
            assertThat(List.of(server.current(), server.written(), server.inserted()))
                    .containsOnly(Lsn.ZERO);
            assertThat(report.senders()).isEmpty();
        }
    }

    @Test
    void aStandbyThatFeedsAnotherStillReportsNoSenders() {
        try (TestServer one = TestServer.primary(TestServer.embedded(17), root, "one");
                TestServer two = TestServer.standby(one, root, "two");
                TestServer three = TestServer.standby(two, root, "three")) {
            assertThat(three.status().sender()).contains(two.endpoint);
            assertThat(two.probe.query("SELECT FROM pg_stat_replication")).hasSize(1);
            assertThat(two.probe.report(TestServer.LIMIT).senders()).isEmpty();
            assertThat(one.probe.report(TestServer.LIMIT).senders())
                    .extracting(WalSender::applicationName)
                    .containsExactly("two");
        }
    }
}
