package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.testkit.base.network.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplicationTest {
    @TempDir
    Path root;

    static Stream<PostgresInstall> installs() {
        return TestServer.everyMajor();
    }

    @Test
    void whoFollowsKeepsThePasswordOutOfItsConfigurationAndItsLog() throws IOException {
        PostgresInstall install = TestServer.embedded(17);
        try (TestServer one = TestServer.primary(install, root, "one");
                TestServer two = TestServer.standby(one, root, "two")) {
            two.set("primary_conninfo", "").configure();
            two.control.reload();
            Await.until(
                    "the receiver stops", TestServer.LIMIT, () -> !two.status().receiverRunning());
            two.follow(one);
            two.control.reload();
            two.awaitStreamingFrom(one);

            assertThat(Files.readString(root.resolve("two.log")))
                    .contains("\"primary_conninfo\" changed to \"host=")
                    .doesNotContain("battery");
            for (String file : List.of("postgresql.conf", "postgresql.auto.conf")) {
                assertThat(two.control.dataDirectory().resolve(file)).content().doesNotContain("battery");
            }
            Path kept = two.control.keepPassword(TestServer.SUPERUSER);
            assertThat(kept).content().contains("battery");
            assertThat(kept.getParent()).isEqualTo(two.control.dataDirectory().getParent());
            assertThat(Files.getPosixFilePermissions(kept)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @ParameterizedTest
    @MethodSource("installs")
    void aCloneStreamsIsPromotedAndTheOtherStandbyFollowsIt(PostgresInstall install) {
        try (TestServer one = TestServer.primary(install, root, "one")) {
            one.probe.execute("CREATE TABLE t AS SELECT generate_series(1, 1000) AS n");
            one.probe.execute("ALTER SYSTEM SET work_mem = '9MB'");
            try (TestServer two = TestServer.standby(one, root, "two");
                    TestServer three = TestServer.standby(one, root, "three")) {
                two.awaitReplayed(one);
                assertThat(two.value("SELECT count(*) FROM t")).isEqualTo("1000");
                assertThat(two.value("SHOW work_mem"))
                        .as("the source's ALTER SYSTEM stays there")
                        .isEqualTo("4MB");
                assertThat(one.probe.replication())
                        .extracting(row -> row.get("application_name") + " " + row.get("state"))
                        .containsExactly("three streaming", "two streaming");
                ServerStatus before = two.status();
                assertThat(before.inRecovery()).isTrue();
                assertThat(before.timeline()).isEqualTo(1);
                assertThat(before.systemIdentifier()).isEqualTo(one.status().systemIdentifier());
                assertThat(before.received()).isGreaterThanOrEqualTo(before.replayed());

                one.control.kill();
                two.control.promote(TimelineHistory.first(), TestServer.LIMIT);
                ServerStatus promoted = two.status();
                assertThat(promoted.inRecovery()).isFalse();
                assertThat(promoted.timeline()).isEqualTo(2);
                assertThat(promoted.current()).isGreaterThanOrEqualTo(before.received());
                assertThat(two.control.dataDirectory().resolve("standby.signal"))
                        .doesNotExist();
                assertThatThrownBy(() -> two.control.promote(TimelineHistory.first(), TestServer.LIMIT))
                        .hasMessageContaining("IN_PRODUCTION");

                TimelineHistory history = two.probe.timelineHistory(2);
                assertThat(two.control.timelineHistory(2)).contains(history);
                assertThat(history.endOf(1)).isPresent();
                assertThat(history.contains(1, three.status().received())).isTrue();
                assertThat(three.control.timelineHistory(2)).isEmpty();
                assertThatThrownBy(() -> two.probe.timelineHistory(7)).hasMessageContaining("00000007.history");

                three.probe.execute("SELECT 1");
                PhysicalSlotMaker.make(two, "three");
                three.follow(two);
                three.control.reload();
                three.awaitStreamingFrom(two);
                PhysicalSlotMaker.make(two, "three");
                assertThat(two.value("SELECT active FROM pg_replication_slots WHERE slot_name = 'three'"))
                        .as("a slot in use is left alone")
                        .isEqualTo("t");
                two.probe.execute("INSERT INTO t VALUES (1001)");
                three.awaitReplayed(two);
                assertThat(three.value("SELECT count(*) FROM t")).isEqualTo("1001");
                assertThat(three.status().timeline()).isEqualTo(2);

                three.set("primary_conninfo", "").configure();
                three.control.reload();
                Await.until(
                        "the receiver stops",
                        TestServer.LIMIT,
                        () -> !three.status().receiverRunning());
                assertThat(three.status().sender()).isEmpty();

                Lsn received = three.status().received();
                assertThat(three.control.timelineAt(received))
                        .as("whatever its control file says without a receiver")
                        .isEqualTo(2);
                assertThat(two.control.timelineAt(received)).isEqualTo(2);
                TimelineHistory published = new TimelineHistory(
                        5,
                        List.of(
                                new TimelineHistory.Switch(1, Lsn.of("0/10")),
                                new TimelineHistory.Switch(2, Lsn.of("0/20"))));
                three.control.promote(published, TestServer.LIMIT);
                assertThat(three.status().timeline())
                        .as("above a timeline of which it has never received anything")
                        .isEqualTo(6);
                TimelineHistory own = three.probe.timelineHistory(6);
                assertThat(own.switches()).hasSize(2);
                assertThat(own.endOf(1)).isEqualTo(history.endOf(1));
                assertThat(own.endOf(2)).isPresent();
            }
        }
    }

    @Test
    void aPromotionThatIsLateIsToldAndMayStillFinish() {
        try (TestServer one = TestServer.primary(TestServer.embedded(17), root, "one");
                TestServer two = TestServer.standby(one, root, "two")) {
            long postmaster = PostmasterPid.read(two.control.dataDirectory())
                    .orElseThrow()
                    .pid();
            TestServer.signal("STOP", postmaster);
            assertThatThrownBy(() -> two.control.promote(TimelineHistory.first(), Duration.ofMillis(100)))
                    .hasMessageContaining("not promoted within")
                    .hasMessageContaining("ARCHIVE_RECOVERY");
            TestServer.signal("CONT", postmaster);
            Await.until(
                    "the promotion that was asked for finishes",
                    TestServer.LIMIT,
                    () -> two.controlFile().state() == ControlFile.State.IN_PRODUCTION);
            two.probe.execute("CREATE TABLE writable (n int)");
            assertThatThrownBy(() -> one.control.promote(TimelineHistory.first(), TestServer.LIMIT))
                    .hasMessageContaining("only a running standby");
        }
    }

    @Test
    void aCloneStandsOnItsOwnWhenTheSourceDiesRightAfter() {
        try (TestServer one = TestServer.primary(TestServer.embedded(18), root, "one");
                TestServer two = new TestServer(one.install, root, "two")) {
            one.probe.execute("CREATE TABLE t AS SELECT generate_series(1, 5) AS n");
            two.control.cloneFrom(one.endpoint, TestServer.SUPERUSER, "two", "two", TestServer.LIMIT);
            one.control.kill();
            assertThat(two.control.dataDirectory().resolve("standby.signal")).exists();
            two.configure();
            two.start();
            assertThat(two.status().inRecovery()).isTrue();
            assertThat(two.value("SELECT count(*) FROM t")).isEqualTo("5");
        }
    }

    @Test
    void aCloneReplacesADivergedDatabaseOnceTheServerIsStopped() {
        try (TestServer one = TestServer.primary(TestServer.embedded(17), root, "one");
                TestServer other = TestServer.stranger(TestServer.embedded(17), root, "other")) {
            assertThatThrownBy(() -> cloneInto(other, one.endpoint)).hasMessageContaining("stop it before");
            assertThat(other.control.isRunning()).isTrue();
            other.control.stop(StopMode.FAST, TestServer.LIMIT);
            cloneInto(other, one.endpoint);
            assertThat(other.controlFile().systemIdentifier())
                    .isEqualTo(one.controlFile().systemIdentifier());
            assertThat(root.resolve("other.replaced")).doesNotExist();
            assertThat(root.resolve("other.incoming")).doesNotExist();
            other.follow(one);
            other.start();
            other.awaitStreamingFrom(one);
        }
    }

    private static void cloneInto(TestServer target, Endpoint source) {
        target.control.cloneFrom(source, TestServer.SUPERUSER, target.name, target.name, TestServer.LIMIT);
    }

    @Test
    void aCloneThatBreaksOffLeavesTheOldDataAsTheyWere() throws Exception {
        try (TestServer one = TestServer.primary(TestServer.embedded(16), root, "one");
                TestServer other = TestServer.stranger(TestServer.embedded(16), root, "other");
                CuttingRelay relay = new CuttingRelay(one.endpoint, 4_000_000)) {
            other.probe.execute("CREATE TABLE precious AS SELECT 1 AS n");
            other.control.stop(StopMode.FAST, TestServer.LIMIT);
            ControlFile before = other.controlFile();
            assertThatThrownBy(() -> cloneInto(other, relay.endpoint()))
                    .isInstanceOf(PostgresUnavailableException.class);
            assertThat(relay.cut()).isTrue();
            assertThat(other.controlFile()).isEqualTo(before);
            assertThat(root.resolve("other.incoming")).doesNotExist();
            assertThat(root.resolve("other.replaced")).doesNotExist();
            other.start();
            assertThat(other.value("SELECT n FROM precious")).isEqualTo("1");
        }
    }

    @Test
    void aCopyBeginsWithASlotThatKeepsWalFromNowOnWhateverThereWas() {
        try (TestServer one = TestServer.primary(TestServer.embedded(17), root, "one")) {
            one.probe.execute("SELECT pg_create_physical_replication_slot('two', false)");
            PhysicalSlotMaker.make(one, "two");
            String kept = one.value("SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = 'two'");
            assertThat(kept).isNotEmpty();
            one.probe.execute("SELECT pg_switch_wal()");
            one.probe.execute("CHECKPOINT");
            PhysicalSlotMaker.make(one, "two");
            assertThat(Lsn.of(one.value("SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = 'two'")))
                    .as("the WAL that an old slot names may be gone")
                    .isGreaterThan(Lsn.of(kept));
            assertThatThrownBy(() -> PhysicalSlotMaker.make(one, "Two; DROP")).hasMessageContaining("not a slot name");
            try (ReplicationConnection connection = ReplicationConnection.open(
                    one.endpoint, TestServer.SUPERUSER, "test", Deadline.after(TestServer.LIMIT))) {
                assertThatThrownBy(() -> connection.query("CREATE_REPLICATION_SLOT two PHYSICAL"))
                        .isInstanceOfSatisfying(
                                PostgresServerException.class,
                                e -> assertThat(e.sqlState()).isEqualTo("42710"));
                assertThat(connection.query("READ_REPLICATION_SLOT two").required(0))
                        .as("the connection outlives the error")
                        .isEqualTo("physical");
            }
        }
    }

    @Test
    void aSourceWithATablespaceIsRefused() throws Exception {
        try (TestServer one = TestServer.primary(TestServer.embedded(17), root, "one");
                TestServer two = new TestServer(one.install, root, "two")) {
            Path space = Files.createDirectory(root.resolve("space"), DataFiles.OWNER_DIRECTORY);
            RunAs.chosen().own(space);
            one.probe.execute("CREATE TABLESPACE space LOCATION '" + space + "'");
            assertThatThrownBy(() -> cloneInto(two, one.endpoint))
                    .isInstanceOf(PgspanException.class)
                    .hasMessageContaining("tablespace at " + space);
            assertThat(two.control.hasData()).isFalse();
        }
    }

    @Test
    void anotherMajorVersionIsRefused() {
        try (TestServer one = TestServer.primary(TestServer.embedded(17), root, "one");
                TestServer two = new TestServer(TestServer.embedded(18), root, "two")) {
            assertThatThrownBy(() -> cloneInto(two, one.endpoint)).hasMessageContaining("same major version");
        }
    }

    @Test
    void statusTellsTheRolesApart() {
        try (TestServer one = TestServer.primary(TestServer.embedded(18), root, "one")) {
            ServerStatus status = one.status();
            assertThat(status.inRecovery()).isFalse();
            assertThat(status.received()).isEqualTo(status.current());
            assertThat(status.replayed()).isEqualTo(status.current());
            assertThat(status.receiverRunning()).isFalse();
            assertThat(one.probe.query("SELECT 1 AS a, NULL AS b, 'c' AS c"))
                    .containsExactly(Map.of("a", "1", "b", "", "c", "c"));
            assertThatThrownBy(() -> one.probe.execute("SELECT nonsense"))
                    .isInstanceOfSatisfying(
                            PostgresServerException.class,
                            e -> assertThat(e.sqlState()).isEqualTo("42703"));
            assertThat(one.probe.timelineHistory(1)).isEqualTo(TimelineHistory.first());
        }
    }
}
