package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.hippo;
import static io.pgspan.model.validation.Mistake.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.InstanceSet;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.WalRetention;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplicationRulesTest extends RuleContract {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                wish(
                        "replication.confirmations",
                        "replication.confirmations",
                        "3",
                        w -> w.replication(Replication.anySynchronous(3))),
                wish(
                        "replication.confirmations",
                        "replication.confirmations",
                        "0",
                        w -> w.replication(Replication.anySynchronous(0))),
                wish(
                        "replication.confirmations",
                        "replication.confirmations",
                        "1",
                        w -> w.replicas(1).replication(Replication.anySynchronous(1))),
                wish(
                        "replication.confirmations",
                        "replication.confirmations",
                        3,
                        w -> w.replication(Replication.anySynchronous(3))
                                .addFurtherInstance(
                                        InstanceSet.readReplicas("reports", 5).build())),
                wish(
                        "replication.standby-names",
                        "replication.standbyNames[1]",
                        "hippo-1",
                        w -> w.replication(Replication.builder()
                                .addStandbyName("hippo-1")
                                .addStandbyName("hippo-1")
                                .build())),
                wish(
                        "replication.standby-names",
                        "replication.anyStandby",
                        true,
                        w -> w.replication(Replication.builder()
                                .addStandbyName("hippo-1")
                                .anyStandby(true)
                                .build())),
                wish(
                        "replication.standby-names",
                        "replication.standbyNames",
                        "hippo-1",
                        w -> w.replication(Replication.builder()
                                .streaming(Replication.Streaming.SYNCHRONOUS)
                                .confirmations(2)
                                .addStandbyName("hippo-1")
                                .build())),
                wish(
                        "replication.lag",
                        "replication.maximumLagBytes",
                        -1,
                        w -> w.replication(
                                Replication.builder().maximumLagBytes(-1).build())),
                wish(
                        "replication.lag",
                        "replication.failoverAcceptingDataLossAfter",
                        "PT-1S",
                        w -> w.replication(Replication.builder()
                                .failoverAcceptingDataLossAfter(Duration.ofSeconds(-1))
                                .build())),
                wish(
                        "replication.wal-retention",
                        "replication.walRetention",
                        "KeepSize[megabytes=-1]",
                        w -> w.replication(Replication.builder()
                                .walRetention(new WalRetention.KeepSize(-1))
                                .build())),
                wish(
                        "replication.wal-retention",
                        "replication.walRetention",
                        "KeepSegments[segments=-1]",
                        w -> w.replication(Replication.builder()
                                .walRetention(new WalRetention.KeepSegments(-1))
                                .build())),
                wish(
                        "replication.wal-retention",
                        "replication.walRetention",
                        "Slots[limitMegabytes=-2]",
                        w -> w.replication(Replication.builder()
                                .walRetention(new WalRetention.Slots(-2))
                                .build())),
                wish(
                        "election.timing",
                        "election.electionTicks",
                        10,
                        w -> w.election(new ElectionTiming.Raft(
                                Duration.ofSeconds(1), 10, 10, Duration.ofSeconds(1), Duration.ofSeconds(1)))),
                wish(
                        "election.timing",
                        "election.heartbeatTicks",
                        0,
                        w -> w.election(new ElectionTiming.Raft(
                                Duration.ofSeconds(1), 0, 10, Duration.ofSeconds(1), Duration.ofSeconds(1)))),
                wish(
                        "election.timing",
                        "election.tick",
                        "PT0S",
                        w -> w.election(new ElectionTiming.Raft(
                                Duration.ofSeconds(0), 1, 10, Duration.ofSeconds(1), Duration.ofSeconds(1)))),
                wish(
                        "election.timing",
                        "election.duration",
                        "PT10S",
                        w -> w.election(new ElectionTiming.Lease(
                                Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(2)))),
                wish(
                        "election.timing",
                        "election.renewDeadline",
                        "PT2S",
                        w -> w.election(new ElectionTiming.Lease(
                                Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(2)))),
                wish(
                        "election.timing",
                        "election.retryPeriod",
                        "PT0S",
                        w -> w.election(new ElectionTiming.Lease(
                                Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(0)))));
    }

    static Stream<PostgresCluster> right() {
        return Stream.of(
                hippo().replication(Replication.builder()
                                .streaming(Replication.Streaming.SYNCHRONOUS)
                                .confirmations(5)
                                .anyStandby(true)
                                .maximumLagBytes(0)
                                .walRetention(new WalRetention.Slots(-1))
                                .build())
                        .build(),
                hippo().replicas(1)
                        .replication(Replication.anySynchronous(1))
                        .addFurtherInstance(InstanceSet.builder().name("large").build())
                        .build(),
                hippo().replication(Replication.anySynchronous(1).toBuilder()
                                .addStandbyName("elsewhere")
                                .build())
                        .replicas(1)
                        .build(),
                hippo().election(new ElectionTiming.Lease(
                                Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2)))
                        .build(),
                hippo().election(new ElectionTiming.Raft(
                                Duration.ofMillis(300), 1, 10, Duration.ofSeconds(1), Duration.ofSeconds(60)))
                        .build());
    }

    @Test
    void everyConfirmationThatAStandbyCanGiveMayBeAskedFor() {
        assertThat(Validator.validate(
                        hippo().replication(Replication.anySynchronous(2)).build()))
                .isEmpty();
        assertThat(Validator.validate(hippo().replicas(1).build()))
                .as("asynchronous replication asks for none")
                .isEmpty();
    }
}
