package io.pgspan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.PeerStatus;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.base.network.Await;
import java.nio.file.Path;
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

            assertThat(trio.agent("hippo-0").status().timeline()).isEqualTo(2);
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
            assertThat(trio.rules).contains("hippo-0 fence.lease-over");
            trio.way("hippo-0").cut(false);
            trio.awaitStreaming(2);
            assertThat(trio.agent("hippo-0").status().timeline()).isEqualTo(2);
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
            Await.until("the fence", Trio.LIMIT, () -> trio.rules.contains("hippo-0 fence.lease-over"));
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
}
