package io.pgspan.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pgspan.agent.http.AgentSnapshot;
import io.pgspan.agent.http.SyncStanding;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.InMemoryRecordStore;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AgentMetersTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private MemberGauges now = gauges(PeerStatus.Role.PRIMARY, 0);
    private final AgentMeters meters = AgentMeters.bind(registry, "demo/hippo", "hippo-0", () -> now);

    private static MemberGauges gauges(PeerStatus.Role role, long lag) {
        boolean leads = role == PeerStatus.Role.PRIMARY;
        return new MemberGauges(
                new AgentSnapshot(
                        role,
                        leads,
                        !leads,
                        lag,
                        SyncStanding.NOT_LISTED,
                        false,
                        false,
                        true,
                        true,
                        JsonNodeFactory.instance::objectNode),
                7,
                3,
                leads ? Duration.ofMillis(2_500) : Duration.ZERO);
    }

    private double gauge(String name, String... tags) {
        return registry.get("pgspan.ha." + name).tags(tags).gauge().value();
    }

    private double count(String name, String... tags) {
        return registry.get("pgspan.ha." + name).tags(tags).counter().count();
    }

    @Test
    void theGaugesTellWhatTheMemberIsWhenTheyAreRead() {
        assertThat(gauge("role", "role", "primary")).isOne();
        assertThat(gauge("role", "role", "standby")).isZero();
        assertThat(gauge("leads", "cluster", "demo/hippo", "member", "hippo-0")).isOne();
        assertThat(gauge("epoch")).isEqualTo(7);
        assertThat(gauge("timeline")).isEqualTo(3);
        assertThat(registry.get("pgspan.ha.lease.left").timeGauge().value(TimeUnit.SECONDS))
                .isEqualTo(2.5);

        now = gauges(PeerStatus.Role.STANDBY, 4_096);
        assertThat(gauge("role", "role", "primary")).isZero();
        assertThat(gauge("role", "role", "standby")).isOne();
        assertThat(gauge("leads")).isZero();
        assertThat(gauge("lag")).isEqualTo(4_096);
        assertThat(registry.get("pgspan.ha.lease.left").timeGauge().value(TimeUnit.SECONDS))
                .isZero();

        now = gauges(PeerStatus.Role.STANDBY, AgentSnapshot.LAG_UNKNOWN);
        assertThat(gauge("lag")).isNaN();
    }

    @Test
    void whatHappensIsCountedFromZero() {
        assertThat(count("promotions")).isZero();
        assertThat(count("elections", "outcome", "lost")).isZero();
        meters.promoted();
        meters.demoted();
        meters.fenced();
        meters.fenced();
        meters.elected(true);
        assertThat(count("promotions")).isOne();
        assertThat(count("demotions")).isOne();
        assertThat(count("fences")).isEqualTo(2);
        assertThat(count("elections", "outcome", "won")).isOne();
        assertThat(count("elections", "outcome", "lost")).isZero();
    }

    private Timer calls(String call, String outcome) {
        return registry.get("pgspan.ha.store.calls")
                .tags("call", call, "outcome", outcome)
                .timer();
    }

    @Test
    void callsOfTheStoreAreMeasuredByHowTheyEnd() {
        AtomicLong clock = new AtomicLong();
        RecordStore store = new MeteredRecordStore(
                new InMemoryRecordStore(),
                meters,
                () -> clock.getAndAdd(Duration.ofMillis(5).toNanos()));
        ClusterRecord record = ClusterRecord.uninitialised(List.of("hippo-0"), 0);
        assertThat(store.read(LIMIT)).isEmpty();
        assertThat(store.create(record, LIMIT)).isInstanceOf(WriteResult.Written.class);
        assertThat(store.create(record, LIMIT)).isInstanceOf(WriteResult.Conflict.class);
        String version = store.read(LIMIT).orElseThrow().version();
        assertThat(store.update(version, record.released(), LIMIT)).isInstanceOf(WriteResult.Written.class);
        assertThat(store.update(version, record.released(), LIMIT)).isInstanceOf(WriteResult.Conflict.class);
        assertThat(calls("read", "done").count()).isEqualTo(2);
        assertThat(calls("read", "done").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(10);
        assertThat(calls("create", "done").count()).isOne();
        assertThat(calls("create", "conflict").count()).isOne();
        assertThat(calls("update", "done").count()).isOne();
        assertThat(calls("update", "conflict").count()).isOne();
    }

    @Test
    void callsThatFailAreMeasuredAsWell() {
        RecordStore store = new MeteredRecordStore(new Broken(), meters);
        assertThatThrownBy(() -> store.read(LIMIT)).isInstanceOf(StoreException.class);
        assertThat(store.update("1", ClusterRecord.uninitialised(List.of(), 0), LIMIT))
                .isInstanceOf(WriteResult.Unknown.class);
        assertThat(calls("read", "failed").count()).isOne();
        assertThat(calls("update", "failed").count()).isOne();
    }

    /** Answers nothing. */
    private static final class Broken implements RecordStore {
        @Override
        public Optional<Versioned> read(Duration limit) {
            throw new StoreException("no answer", new IllegalStateException());
        }

        @Override
        public WriteResult create(ClusterRecord record, Duration limit) {
            return new WriteResult.Unknown("no answer");
        }

        @Override
        public WriteResult update(String expectedVersion, ClusterRecord record, Duration limit) {
            return new WriteResult.Unknown("no answer");
        }

        @Override
        public AutoCloseable watch(Runnable mayHaveChanged) {
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
