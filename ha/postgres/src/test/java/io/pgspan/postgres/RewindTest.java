package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.testkit.base.network.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewindTest {
    private static final String NONE = "no installation of PostgreSQL 15 or later with pg_rewind on this machine";

    @TempDir
    Path root;

    /** The embedded binaries have no pg_rewind. */
    private static PostgresInstall install() {
        Optional<PostgresInstall> found = PostgresInstall.discover().stream()
                .filter(PostgresInstall::canRewind)
                .filter(i -> i.version().major() >= ReplicationConnection.SERVER_MAJOR_MIN
                        && i.version().major() <= 18)
                .findFirst();
        assumeTrue(found.isPresent(), NONE);
        return found.orElseThrow();
    }

    /** A primary with a standby that is promoted while the old one goes on and writes what nobody else has. */
    private void diverged(PostgresInstall install, Consumer<Pair> then) {
        diverged(install, old -> {}, then);
    }

    private void diverged(PostgresInstall install, Consumer<TestServer> before, Consumer<Pair> then) {
        try (TestServer old = TestServer.primary(install, root, "old")) {
            // without that a shutdown recycles the WAL back to the last common checkpoint, which a rewind must read
            old.set("wal_keep_size", "256MB").set("checkpoint_timeout", "1h").configure();
            old.control.reload();
            old.probe.execute(
                    "CREATE TABLE t AS SELECT n, repeat('x', 500) AS filler FROM generate_series(1, 20000) n");
            before.accept(old);
            try (TestServer fresh = new TestServer(install, root, "fresh")) {
                fresh.set("checkpoint_timeout", "1h");
                fresh.control.cloneFrom(old.endpoint, TestServer.SUPERUSER, "fresh", "fresh", TestServer.LIMIT);
                fresh.follow(old);
                fresh.start();
                fresh.awaitStreamingFrom(old);
                old.probe.execute(
                        "UPDATE t SET filler = 'both have this'"); // makes work for the checkpoint after the promotion
                fresh.awaitReplayed(old);
                fresh.control.promote(TimelineHistory.first(), TestServer.LIMIT);
                PhysicalSlotMaker.make(fresh, "old");
                old.probe.execute("INSERT INTO t VALUES (-1, 'only the old one has this')");
                old.probe.execute("CREATE TABLE lost AS SELECT generate_series(1, 1000) AS n");
                fresh.probe.execute("INSERT INTO t VALUES (20001, 'the new one goes on')");
                then.accept(new Pair(old, fresh));
            }
        }
    }

    private record Pair(TestServer old, TestServer fresh) {
        void startsAsStandbyWithoutExtraRows() {
            assertThat(old.control.mustBeCloned()).isFalse();
            assertThat(old.control.dataDirectory().resolve("standby.signal")).exists();
            assertThat(old.control.dataDirectory().resolveSibling("old.rewinding"))
                    .doesNotExist();
            old.follow(fresh);
            old.start();
            old.awaitStreamingFrom(fresh);
            old.awaitReplayed(fresh);
            assertThat(old.status().timeline()).isEqualTo(fresh.status().timeline());
            assertThat(old.value("SELECT count(*) FROM t")).isEqualTo("20001");
            assertThat(old.value("SELECT count(*) FROM t WHERE n = -1")).isEqualTo("0");
            assertThat(old.value("SELECT to_regclass('lost')")).isEmpty();
            fresh.probe.execute("INSERT INTO t VALUES (20002, 'and on')");
            old.awaitReplayed(fresh);
            assertThat(old.value("SELECT count(*) FROM t")).isEqualTo("20002");
        }
    }

    @Test
    void anOldPrimaryThatWasShutDownRewindsAndFollows() {
        diverged(install(), pair -> {
            assertThatThrownBy(() -> rewind(pair)).hasMessageContaining("the server runs");
            assertThat(pair.old.control.stop(StopMode.FAST, TestServer.LIMIT)).isTrue();
            assertThat(pair.old.control.canRewind()).isTrue();
            rewind(pair);
            pair.startsAsStandbyWithoutExtraRows();
            // nothing has diverged now: a second rewind changes nothing
            assertThat(pair.old.control.stop(StopMode.FAST, TestServer.LIMIT)).isTrue();
            rewind(pair);
            pair.old.follow(pair.fresh);
            pair.old.start();
            pair.old.awaitStreamingFrom(pair.fresh);
        });
    }

    @Test
    void anOldPrimaryThatCrashedRecoversFirst() {
        diverged(install(), pair -> {
            pair.old.control.kill();
            assertThat(pair.old.controlFile().state()).isEqualTo(ControlFile.State.IN_PRODUCTION);
            rewind(pair);
            pair.startsAsStandbyWithoutExtraRows();
        });
    }

    @Test
    void whatTheRecoveryHasJustReadIsNotReadOnceMore() throws IOException {
        PostgresInstall install = install();
        PostgresInstall withoutDryRun = withRewindThatFailsAt(install, "--dry-run");
        diverged(install, pair -> {
            TestServer old = pair.old;
            old.control.kill();
            LocalPostgres.on(withoutDryRun, old.control.dataDirectory(), root.resolve("old.log"), false)
                    .rewind(pair.fresh.endpoint, TestServer.SUPERUSER, TestServer.LIMIT);
            pair.startsAsStandbyWithoutExtraRows();
        });
    }

    @Test
    void theRecoveryKeepsTheWalThatTheRewindReads() {
        diverged(
                install(),
                old -> old.set("wal_keep_size", "0").set("min_wal_size", "32MB").configure(),
                pair -> {
                    pair.old.probe.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
                    for (int i = 0; i < 3; i++) {
                        pair.old.probe.execute("SELECT pg_switch_wal()");
                        pair.old.probe.execute("INSERT INTO lost VALUES (" + i + ")");
                    }
                    pair.old.control.kill();
                    rewind(pair);
                    pair.startsAsStandbyWithoutExtraRows();
                });
    }

    @Test
    void anOldPrimaryThatCrashedWithNothingOfItsOwnFollowsAsItIs() {
        PostgresInstall install = install();
        try (TestServer old = TestServer.primary(install, root, "old");
                TestServer fresh = TestServer.standby(old, root, "fresh")) {
            old.probe.execute("CREATE TABLE t AS SELECT generate_series(1, 1000) AS n");
            old.probe.checkpoint(TestServer.LIMIT);
            old.probe.execute("INSERT INTO t VALUES (1001)");
            Await.until(
                    "all is received",
                    TestServer.LIMIT,
                    () -> !old.status().inserted().isAfter(fresh.status().received()));
            old.control.kill();
            fresh.control.promote(TimelineHistory.first(), TestServer.LIMIT);
            PhysicalSlotMaker.make(fresh, "old");
            fresh.probe.execute("INSERT INTO t VALUES (1002)");
            ControlFile crashed = old.controlFile();
            assertThat(crashed.state()).isEqualTo(ControlFile.State.IN_PRODUCTION);
            old.control.rewind(fresh.endpoint, TestServer.SUPERUSER, TestServer.LIMIT);
            assertThat(old.controlFile()).as("neither recovered nor rewound").isEqualTo(crashed);
            old.follow(fresh);
            old.start();
            old.awaitStreamingFrom(fresh);
            old.awaitReplayed(fresh);
            assertThat(old.status().timeline()).isEqualTo(fresh.status().timeline());
            assertThat(old.value("SELECT count(*) FROM t")).isEqualTo("1002");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOldPrimaryThatCrashedGoesTheLongWayWhenTheSourceCannotTellTheFork(boolean missing) {
        diverged(install(), pair -> {
            pair.old.control.kill();
            Path history = pair.fresh.control.dataDirectory().resolve("pg_wal").resolve("00000002.history");
            Path whole = root.resolve("history");
            move(history, whole);
            if (!missing) {
                DataFiles.write(history, "1\n", RunAs.chosen(), false);
            }
            assertThatThrownBy(() -> rewind(pair))
                    .as("pg_rewind itself needs that file, and says so")
                    .hasMessageContaining("pg_rewind --dry-run failed");
            assertThat(pair.old.control.mustBeCloned()).isFalse();
            move(whole, history);
            rewind(pair);
            pair.startsAsStandbyWithoutExtraRows();
        });
    }

    @Test
    void aCrashedStandbyOfTheOldPrimaryThatHasTooMuchRewinds() {
        try (TestServer third = new TestServer(install(), root, "third")) {
            third.set("wal_keep_size", "256MB");
            diverged(
                    third.install,
                    old -> {
                        third.control.cloneFrom(old.endpoint, TestServer.SUPERUSER, "third", "third", TestServer.LIMIT);
                        third.follow(old);
                        third.start();
                        third.awaitStreamingFrom(old);
                    },
                    pair -> {
                        third.awaitReplayed(pair.old);
                        third.control.kill();
                        pair.old.control.kill();
                        assertThat(third.controlFile().state()).isEqualTo(ControlFile.State.ARCHIVE_RECOVERY);
                        PhysicalSlotMaker.make(pair.fresh, "third");
                        third.control.rewind(pair.fresh.endpoint, TestServer.SUPERUSER, TestServer.LIMIT);
                        third.follow(pair.fresh);
                        third.start();
                        third.awaitStreamingFrom(pair.fresh);
                        third.awaitReplayed(pair.fresh);
                        assertThat(third.value("SELECT count(*) FROM t WHERE n < 0"))
                                .isEqualTo("0");
                        assertThat(third.value("SELECT to_regclass('lost')")).isEmpty();
                    });
        }
    }

    @Test
    void aDurableRewindFollowsToo() {
        diverged(install(), pair -> {
            pair.old.control.kill();
            LocalPostgres durable =
                    LocalPostgres.on(pair.old.install, pair.old.control.dataDirectory(), root.resolve("old.log"), true);
            durable.rewind(pair.fresh.endpoint, TestServer.SUPERUSER, TestServer.LIMIT);
            pair.startsAsStandbyWithoutExtraRows();
        });
    }

    private static void rewind(Pair pair) {
        pair.old.control.rewind(pair.fresh.endpoint, TestServer.SUPERUSER, TestServer.LIMIT);
    }

    @Test
    void withoutTheCheckpointTheRewindSaysDoneAndTheServerStaysDiverged() {
        PostgresInstall install = install();
        diverged(install, pair -> {
            assertThat(pair.fresh.controlFile().timeline())
                    .as("the checkpoint after the promotion is still under way")
                    .isEqualTo(1);
            assertThat(pair.old.control.stop(StopMode.FAST, TestServer.LIMIT)).isTrue();
            Path data = pair.old.control.dataDirectory();
            DataDirectory directory = new DataDirectory(data, RunAs.chosen(), false, pair.old.control::isRunning);
            Rewind hasty = new Rewind(install, RunAs.chosen(), directory, false) {
                @Override
                void prepare(PostgresProbe source, int timeline, Deadline deadline) {
                    assertThat(timeline).isEqualTo(2);
                }
            };
            hasty.from(pair.fresh.endpoint, TestServer.SUPERUSER, Deadline.after(TestServer.LIMIT));
            pair.old.follow(pair.fresh);
            pair.old.start();
            assertThat(pair.old.value("SELECT count(*) FROM t WHERE n = -1"))
                    .as("the trap: rewound by its own word, and it has the row that nobody else has")
                    .isEqualTo("1");
        });
    }

    @Test
    void aRewindThatFailsBeforeItWritesLeavesTheDataWhole() {
        diverged(install(), pair -> {
            try (TestServer standby = TestServer.standby(pair.fresh, root, "standby");
                    TestServer stranger = TestServer.stranger(pair.old.install, root, "stranger")) {
                pair.old.control.stop(StopMode.FAST, TestServer.LIMIT);
                assertThatThrownBy(
                                () -> pair.old.control.rewind(standby.endpoint, TestServer.SUPERUSER, TestServer.LIMIT))
                        .hasMessageContaining("is no primary");
                assertThatThrownBy(() ->
                                pair.old.control.rewind(stranger.endpoint, TestServer.SUPERUSER, TestServer.LIMIT))
                        .hasMessageContaining("they never were one");
            }
            Path segment = pair.old.control.dataDirectory().resolve("pg_wal");
            Path hidden = root.resolve("hidden");
            move(segment, hidden);
            assertThatThrownBy(() -> rewind(pair))
                    .isInstanceOf(PgspanException.class)
                    .hasMessageContaining("pg_rewind --dry-run failed");
            move(hidden, segment);
            assertThat(pair.old.control.mustBeCloned()).isFalse();
            pair.old.control.standbySignal(false);
            pair.old.start();
            assertThat(pair.old.value("SELECT count(*) FROM t WHERE n = -1")).isEqualTo("1");
        });
    }

    private static void move(Path from, Path to) {
        DataFiles.rename(from, to, false);
    }

    @Test
    void aRewindThatBreaksOffWhileItWritesForbidsEverythingButAClone() throws IOException {
        PostgresInstall install = install();
        PostgresInstall breaking = withRewindThatFailsAt(install, "--wet-run");
        diverged(install, pair -> {
            TestServer old = pair.old;
            old.control.stop(StopMode.FAST, TestServer.LIMIT);
            LocalPostgres control =
                    LocalPostgres.on(breaking, old.control.dataDirectory(), root.resolve("old.log"), false);
            assertThatThrownBy(() -> control.rewind(pair.fresh.endpoint, TestServer.SUPERUSER, Duration.ofSeconds(10)))
                    .hasMessageContaining("broken off");
            assertThat(old.control.mustBeCloned()).isTrue();
            assertThat(old.control.canRewind()).isFalse();
            assertThatThrownBy(old.control::start).hasMessageContaining("clone them anew");
            assertThatThrownBy(() -> rewind(pair)).hasMessageContaining("clone them anew");
            old.control.cloneFrom(pair.fresh.endpoint, TestServer.SUPERUSER, "old", "old", TestServer.LIMIT);
            pair.startsAsStandbyWithoutExtraRows();
        });
    }

    @Test
    void aRewindThatIsNotOnTheDiskForbidsEverythingButAClone() {
        PostgresInstall install = install();
        diverged(install, pair -> {
            pair.old.control.stop(StopMode.FAST, TestServer.LIMIT);
            Path data = pair.old.control.dataDirectory();
            DataDirectory directory = new DataDirectory(data, RunAs.chosen(), true, pair.old.control::isRunning);
            Rewind unflushed = new Rewind(install, RunAs.chosen(), directory, true) {
                @Override
                void flush() {
                    throw new PgspanException("the disk is broken");
                }
            };
            assertThatThrownBy(() ->
                            unflushed.from(pair.fresh.endpoint, TestServer.SUPERUSER, Deadline.after(TestServer.LIMIT)))
                    .hasMessageContaining("the disk is broken");
            assertThat(pair.old.control.mustBeCloned()).isTrue();
        });
    }

    /** The real tools, but for a pg_rewind that dies of some arguments. */
    private PostgresInstall withRewindThatFailsAt(PostgresInstall install, String arguments) throws IOException {
        Path bin = Files.createDirectory(root.resolve("bin"));
        for (String tool : new String[] {"postgres", "initdb"}) {
            executable(bin.resolve(tool), "exec " + install.tool(tool) + " \"$@\"");
        }
        executable(
                bin.resolve("pg_rewind"),
                "case \"$*\" in *--dry-run*) run=--dry-run;; *) run=--wet-run;; esac\ncase $run in " + arguments
                        + ") echo broken off; exit 3;; esac\nexec " + install.tool("pg_rewind") + " \"$@\"");
        return new PostgresInstall(bin, install.version(), "test");
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void anEmbeddedInstallationCannotRewindAndSaysWhatIsMissing() {
        try (TestServer one = TestServer.primary(TestServer.embedded(18), root, "one");
                TestServer two = TestServer.standby(one, root, "two")) {
            two.control.stop(StopMode.FAST, TestServer.LIMIT);
            assertThat(two.install.canRewind()).isFalse();
            assertThat(two.control.canRewind()).isFalse();
            assertThatThrownBy(() -> two.control.rewind(one.endpoint, TestServer.SUPERUSER, TestServer.LIMIT))
                    .hasMessageContaining("no 'pg_rewind' there");
            assertThat(two.control.mustBeCloned()).isFalse();
            two.start();
            Await.until(
                    "the standby is back", TestServer.LIMIT, () -> two.status().receiverStreaming());
        }
    }
}
