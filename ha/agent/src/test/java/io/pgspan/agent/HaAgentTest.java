package io.pgspan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.HaCommand;
import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.Patience;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.record.FailoverConsent;
import io.pgspan.ha.record.Outcome;
import io.pgspan.ha.record.Pause;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.base.network.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaAgentTest {

    @Test
    void threeMembersFormACrashedPrimaryIsReplacedAndComesBack(@TempDir Path root) {
        try (Trio trio = new Trio(root, 3, 1)) {
            assertThat(trio.awaitPrimary())
                    .as("the first member creates the database")
                    .isEqualTo("hippo-0");
            trio.awaitStreaming(2);
            try (PostgresProbe primary = trio.probe("hippo-0")) {
                primary.execute("CREATE TABLE t AS SELECT 1 AS a");
            }

            trio.crash("hippo-0");
            String next = trio.awaitPrimary();
            assertThat(next).isNotEqualTo("hippo-0");
            trio.startAgent("hippo-0");
            trio.awaitStreaming(2);

            trio.awaitTimeline("hippo-0", 2);
            assertThat(trio.rules).contains("hippo-0 rejoin.was-primary");
            try (PostgresProbe primary = trio.probe(next)) {
                assertThat(primary.query("SELECT a FROM t")).hasSize(1);
            }
        }
    }

    @Test
    void aPrimaryWhoseServerDiesIsRestartedInPlaceUnderItsLease(@TempDir Path root) {
        try (Trio trio = new Trio(root, 2, 1)) {
            trio.awaitPrimary();
            trio.awaitStreaming(1);
            trio.control("hippo-0").kill();
            Await.until(
                    "the restart",
                    Trio.LIMIT,
                    () -> trio.rules.contains("hippo-0 start-primary done")
                            && trio.agent("hippo-0").status().role() == PeerStatus.Role.PRIMARY);
            trio.awaitStreaming(1);
            assertThat(trio.agent("hippo-0").status().timeline()).isEqualTo(1);
        }
    }

    @Test
    void aPrimaryCutOffFromTheRecordIsDeadBeforeAnotherLeadsAndComesBackAsAStandby(@TempDir Path root) {
        try (Trio trio = new Trio(root, 3, 1)) {
            trio.awaitPrimary();
            trio.awaitStreaming(2);
            trio.way("hippo-0").cut(true);
            Await.until("another leads", Trio.LIMIT, () -> {
                boolean another = Stream.of("hippo-1", "hippo-2")
                        .anyMatch(m -> trio.agent(m).status().role() == PeerStatus.Role.PRIMARY);
                assertThat(another && trio.control("hippo-0").isRunning())
                        .as("the old primary runs while another leads")
                        .isFalse();
                return another;
            });
            assertThat(trio.rules).containsAnyOf("hippo-0 fence.lease-over", "hippo-0 holder.regain");
            trio.way("hippo-0").cut(false);
            trio.awaitStreaming(2);
            trio.awaitTimeline("hippo-0", 2);
        }
    }

    @Test
    void aRestartedStandbyDoesNotStandForElectionBeforeItHasReplayedTheLogOnItsDisk(@TempDir Path root) {
        Map<String, String> delayed = Map.of("fsync", "off", "recovery_min_apply_delay", "1h");
        try (Trio trio = new Trio(root, 2, 1, delayed)) {
            trio.awaitPrimary();
            trio.awaitStreaming(1);
            try (PostgresProbe primary = trio.probe("hippo-0")) {
                primary.execute("CREATE TABLE confirmed_by_the_standby (a int)");
            }
            trio.crash("hippo-1");
            trio.crash("hippo-0");
            trio.startAgent("hippo-1");

            Await.until("the lease is over", Trio.LIMIT, () -> trio.rules.contains("hippo-1 free.starting"));
            int turns = trio.way("hippo-1").reads() + 20;
            Await.until("twenty turns", Trio.LIMIT, () -> trio.way("hippo-1").reads() > turns);
            assertThat(trio.rules).doesNotContain("hippo-1 free.promise", "hippo-1 holder.promote");
            assertThat(trio.agent("hippo-1").status().role()).isEqualTo(PeerStatus.Role.DOWN);
        }
    }

    @Test
    void aPrimaryLeadsOnAfterAnOutageOfTheRecordsStoreThatNobodyUsedToTakeOver(@TempDir Path root) {
        try (Trio trio = new Trio(root, 1, 0)) {
            trio.awaitPrimary();
            trio.way("hippo-0").cut(true);
            Await.until(
                    "the fence",
                    Trio.LIMIT,
                    () -> trio.agent("hippo-0").status().role() == PeerStatus.Role.DOWN);
            trio.way("hippo-0").cut(false);
            assertThat(trio.awaitPrimary()).isEqualTo("hippo-0");
            assertThat(trio.agent("hippo-0").record().orElseThrow().epoch()).isEqualTo(1);
        }
    }

    @Test
    void theOnlyMemberResumesInPlaceAfterACrash(@TempDir Path root) {
        try (Trio trio = new Trio(root, 1, 0)) {
            trio.awaitPrimary();
            trio.crash("hippo-0");
            trio.startAgent("hippo-0");
            assertThat(trio.awaitPrimary()).isEqualTo("hippo-0");
            assertThat(trio.agent("hippo-0").status().timeline()).isEqualTo(1);
            assertThat(trio.rules).contains("hippo-0 former-self.resume");
        }
    }

    @Test
    void aSwitchoverMovesThePrimaryAndTheFormerOneFollowsWithTheDataItHas(@TempDir Path root) {
        try (Trio trio = new Trio(root, 3, 1)) {
            trio.awaitPrimary();
            trio.awaitStreaming(2);
            try (PostgresProbe primary = trio.probe("hippo-0")) {
                primary.execute("CREATE TABLE t AS SELECT 1 AS a");
            }

            // whoever is asked knows the others from their last answers
            HaCommand planned = new HaCommand.Switchover("planned", "hippo-1");
            Await.until(
                    "the switchover is taken on",
                    Trio.LIMIT,
                    () -> trio.agent("hippo-2")
                            .command(planned, "tester")
                            .rule()
                            .equals("command.switchover"));
            Await.until(
                    "hippo-1 leads",
                    Trio.LIMIT,
                    () -> trio.agent("hippo-1").status().role() == PeerStatus.Role.PRIMARY);
            trio.awaitStreaming(2);
            assertThat(trio.rules)
                    .contains("hippo-0 handover.release", "hippo-1 handover.take", "hippo-0 rejoin.shut-down")
                    .doesNotContain("hippo-0 clone done")
                    .containsOnlyOnce("hippo-2 clone done");
            assertThat(trio.agent("hippo-1").record().orElseThrow().outcome())
                    .contains(new Outcome("planned", true, "hippo-1 leads"));
            try (PostgresProbe primary = trio.probe("hippo-1")) {
                assertThat(primary.query("SELECT a FROM t")).hasSize(1);
            }
        }
    }

    @Test
    void aMemberThatLeavesHandsOverAndOneThatNobodyCanReplaceSaysSo(@TempDir Path root) {
        try (Trio trio = new Trio(root, 2, 1)) {
            trio.awaitPrimary();
            trio.awaitStreaming(1);
            HaAgent leader = trio.agent("hippo-0");
            HaAgent other = trio.agent("hippo-1");
            assertThat(other.leave(Trio.LIMIT)).as("it does not lead").isTrue();

            Await.until("handed over", Trio.LIMIT, () -> leader.leave(Trio.LIMIT));
            trio.stop("hippo-0");
            Await.until("hippo-1 leads", Trio.LIMIT, () -> other.status().role() == PeerStatus.Role.PRIMARY);
            assertThat(other.record().orElseThrow().epoch()).isEqualTo(2);
            assertThat(trio.rules).contains("hippo-0 handover.release", "hippo-1 handover.take");
            assertThat(other.leave(Trio.LIMIT)).as("nobody is left").isFalse();
        }
    }

    @Test
    void whereTheSuccessorsDataAreGoneAFormerPrimaryLeadsOnceAnOperatorAcceptsTheLoss(@TempDir Path root) {
        try (Trio trio = new Trio(root, 2, 0)) {
            trio.awaitPrimary();
            trio.awaitStreaming(1);
            try (PostgresProbe primary = trio.probe("hippo-0")) {
                primary.execute("CREATE TABLE t AS SELECT 1 AS a");
            }
            trio.crash("hippo-0");
            assertThat(trio.awaitPrimary()).isEqualTo("hippo-1");
            try (PostgresProbe primary = trio.probe("hippo-1")) {
                primary.execute("INSERT INTO t VALUES (2)");
            }
            trio.crash("hippo-1");
            trio.loseVolume("hippo-1");
            trio.startAgent("hippo-0");
            trio.startAgent("hippo-1");

            Await.until("nobody leads", Trio.LIMIT, () -> trio.rules.contains("hippo-0 free.former-primary"));
            assertThat(trio.agent("hippo-0")
                            .command(new HaCommand.Failover("f", null, new FailoverConsent(1 << 20)), "tester")
                            .rule())
                    .isEqualTo("command.failover");
            assertThat(trio.awaitPrimary()).isEqualTo("hippo-0");
            assertThat(trio.rules).contains("hippo-0 free.consented");
            trio.awaitTimeline("hippo-0", 3);
            trio.awaitStreaming(1);
            try (PostgresProbe primary = trio.probe("hippo-0")) {
                assertThat(primary.query("SELECT a FROM t"))
                        .as("what only its successor had is gone")
                        .hasSize(1);
                primary.execute("INSERT INTO t VALUES (3)");
            }
        }
    }

    @Test
    void aCommandThatMakesNoSenseIsRefusedWithItsReason(@TempDir Path root) {
        try (Trio trio = new Trio(root, 2, 1)) {
            trio.awaitPrimary();
            trio.awaitStreaming(1);
            HaAgent agent = trio.agent("hippo-1");
            Await.until("the record is seen", Trio.LIMIT, () -> agent.record().isPresent());

            assertThat(agent.command(new HaCommand.Switchover("s", "hippo-7"), "tester")
                            .reason())
                    .contains("hippo-7 holds no data");
            assertThat(agent.command(new HaCommand.Switchover("s", "hippo-0"), "tester")
                            .reason())
                    .contains("leads already");
            assertThat(agent.command(new HaCommand.Failover("f", "hippo-1", null), "tester")
                            .reason())
                    .contains("ask for a switchover");
            assertThat(agent.command(new HaCommand.Resume(), "tester").reason()).contains("no maintenance");
            assertThat(agent.record().orElseThrow().request()).isEmpty();
        }
    }

    @Test
    void duringMaintenanceThePrimaryStaysWithoutTheStoreAndNobodyElseLeads(@TempDir Path root) {
        try (Trio trio = new Trio(root, 2, 1)) {
            trio.awaitPrimary();
            trio.awaitStreaming(1);
            trio.agent("hippo-0").command(new HaCommand.Pause(), "tester");
            Await.until("the pause is acknowledged", Trio.LIMIT, () -> trio.rules.contains("hippo-0 pause.unbound"));

            trio.way("hippo-0").cut(true);
            int turns = trio.way("hippo-1").reads() + 40;
            Await.until(
                    "the lease would have run out",
                    Trio.LIMIT,
                    () -> trio.way("hippo-1").reads() > turns);
            assertThat(trio.agent("hippo-0").status().role()).isEqualTo(PeerStatus.Role.PRIMARY);
            assertThat(trio.rules).doesNotContain("hippo-0 fence.lease-over", "hippo-1 free.promise");

            trio.way("hippo-0").cut(false);
            trio.agent("hippo-1").command(new HaCommand.Resume(), "tester");
            Await.until(
                    "business as usual",
                    Trio.LIMIT,
                    () -> trio.rules.contains("hippo-0 pause.ends")
                            && trio.agent("hippo-0").record().orElseThrow().pause() == Pause.NONE);
        }
    }

    @Test
    void aStandbyWhoseNextWalIsGoneBecomesACopyAgain(@TempDir Path root) {
        Map<String, String> forgetful = Map.of(
                "fsync", "off",
                "max_slot_wal_keep_size", "32MB",
                "wal_keep_size", "0",
                "max_wal_size", "32MB",
                "min_wal_size", "32MB");
        HaPolicy impatient =
                HaPolicy.ofDefaults().with(new Patience(Duration.ofMinutes(5), 2, 3, Duration.ofSeconds(2)));
        try (Trio trio = new Trio(root, 2, 0, forgetful, impatient)) {
            String primary = trio.awaitPrimary();
            trio.awaitStreaming(1);
            String standby = primary.equals("hippo-0") ? "hippo-1" : "hippo-0";
            trio.stop(standby);
            try (PostgresProbe probe = trio.probe(primary)) {
                probe.execute("CREATE TABLE t (n int)");
                for (int i = 0; i < 8; i++) {
                    probe.execute("INSERT INTO t VALUES (1)");
                    probe.query("SELECT pg_switch_wal()");
                }
                Await.until("the standby's WAL is gone", Trio.LIMIT, () -> {
                    probe.checkpoint(Trio.LIMIT);
                    return "lost"
                            .equals(probe.query("SELECT wal_status FROM pg_replication_slots")
                                    .get(0)
                                    .get("wal_status"));
                });
            }

            trio.startAgent(standby);

            trio.awaitStreaming(1);
            assertThat(trio.rules).containsSubsequence(standby + " follow.starved", standby + " clone done");
            try (PostgresProbe probe = trio.probe(standby)) {
                assertThat(probe.query("SELECT count(*) AS n FROM t").get(0)).containsEntry("n", "8");
            }
        }
    }
}
