package io.pgspan.model.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.StandbyMode;
import io.pgspan.model.replication.Replication.SyncMethod;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReplicationTest {
    @Test
    void nothingSaidIsAsynchronousWithHotStandbys() {
        assertThat(Replication.asynchronous().isSynchronous()).isFalse();
        assertThat(Replication.asynchronous().standbyMode()).isEqualTo(StandbyMode.HOT);
    }

    @Test
    void synchronousReplicationWaitsForAFlushAndNeverDegradesByItself() {
        Replication sync = Replication.anySynchronous(1);
        assertThat(sync.isSynchronous()).isTrue();
        assertThat(sync.commitLevel()).isEqualTo(CommitLevel.ON);
        assertThat(sync.durability()).isEqualTo(Replication.Durability.REQUIRED);
    }

    @Test
    void copiesKeepEverythingElse() {
        Replication first = Replication.firstSynchronous(2).withCommitLevel(CommitLevel.REMOTE_APPLY);
        assertThat(first.warm().toBuilder().standbyMode(StandbyMode.HOT).build())
                .isEqualTo(first);
        assertThat(first.method()).isEqualTo(SyncMethod.FIRST);
        assertThat(first.confirmations()).isEqualTo(2);
    }

    @Test
    void everyKindOfRetentionAndTimingIsAnswered() {
        WalRetention slots = new WalRetention.Slots(-1);
        assertThat(slots.<Integer>match(size -> 1, segments -> 2, s -> 3)).isEqualTo(3);
        assertThat(new WalRetention.Slots(-1).limit()).isEmpty();
        assertThat(new WalRetention.Slots(512).limit()).isEqualTo(OptionalLong.of(512));
        assertThat(new WalRetention.KeepSize(96).<Integer>match(size -> 1, segments -> 2, s -> 3))
                .isEqualTo(1);
        assertThat(new WalRetention.KeepSegments(96).<Integer>match(size -> 1, segments -> 2, s -> 3))
                .isEqualTo(2);
        ElectionTiming.Raft raft =
                new ElectionTiming.Raft(Duration.ofMillis(300), 1, 10, Duration.ofSeconds(1), Duration.ofSeconds(60));
        assertThat(raft.electionTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(raft.<Boolean>match(r -> true, l -> false)).isTrue();
        ElectionTiming lease =
                new ElectionTiming.Lease(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
        assertThat(lease.<Boolean>match(r -> true, l -> false)).isFalse();
    }

    @Test
    void keptLogIsSaidInTheUnitOfTheVersion() {
        WalRetention segments = new WalRetention.KeepSegments(6);
        WalRetention size = new WalRetention.KeepSize(96);
        assertThat(segments.inUnitOf(12)).isEqualTo(segments);
        assertThat(segments.inUnitOf(13)).isEqualTo(size);
        assertThat(size.inUnitOf(13)).isEqualTo(size);
        assertThat(size.inUnitOf(12)).isEqualTo(segments);
        assertThat(new WalRetention.KeepSize(97).inUnitOf(12)).isEqualTo(new WalRetention.KeepSegments(7));
        assertThat(new WalRetention.KeepSegments(Integer.MAX_VALUE).inUnitOf(17))
                .isEqualTo(new WalRetention.KeepSize(Integer.MAX_VALUE));
        assertThat(new WalRetention.Slots(5).inUnitOf(12)).isEqualTo(new WalRetention.Slots(5));
    }
}
