package io.pgspan.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.StoreException;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.ha.record.majority.Acceptor;
import io.pgspan.ha.record.majority.InMemoryAcceptor;
import io.pgspan.model.PgspanException;
import io.pgspan.testkit.base.network.Await;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MajorityRecordStoreTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Holder HOLDER = new Holder("postgres-0", "uid-0", "start-1");

    private final InMemoryAcceptor east = new InMemoryAcceptor();
    private final InMemoryAcceptor north = new InMemoryAcceptor();
    private final InMemoryAcceptor west = new InMemoryAcceptor();
    private final HangingAcceptor hanging = new HangingAcceptor(west);
    private final MajorityRecordStore store =
            MajorityRecordStore.over("postgres-0", Map.of("east", east, "north", north, "west", hanging));

    @AfterEach
    void close() {
        hanging.letGo();
        store.close();
    }

    private static ClusterRecord fresh() {
        return ClusterRecord.uninitialised(List.of("postgres-0", "postgres-1"), 1);
    }

    private static String version(WriteResult result) {
        assertThat(result).isInstanceOf(WriteResult.Written.class);
        return ((WriteResult.Written) result).version();
    }

    @Test
    void twoStoresAreRefused() {
        Map<String, Acceptor> two = Map.of("east", east, "west", west);
        assertThatThrownBy(() -> MajorityRecordStore.over("postgres-0", two))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("Name a third independent API server");
    }

    @Test
    void aStoreThatHangsDelaysNobody() {
        String first = version(store.create(fresh(), LIMIT));
        hanging.hang();
        long began = System.nanoTime();
        String second = version(store.update(first, fresh().takenBy(HOLDER), Duration.ofSeconds(30)));
        assertThat(store.read(Duration.ofSeconds(30))).contains(new Versioned(second, fresh().takenBy(HOLDER)));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aStoreThatWasSlowIsSentWhatItMissed() {
        String first = version(store.create(fresh(), LIMIT));
        hanging.hang();
        String second = version(store.update(first, fresh().takenBy(HOLDER), LIMIT));
        version(store.update(second, fresh().takenBy(HOLDER).released(), LIMIT));
        hanging.letGo();
        Await.until(
                "the last record on the slow store",
                Duration.ofSeconds(10),
                () -> west.read(LIMIT).toString().contains("start-1"));
    }

    @Test
    void noCallOutlivesItsLimitAndItsOutcomeIsUnknown() {
        String first = version(store.create(fresh(), LIMIT));
        hanging.hang();
        north.lose();
        Duration limit = Duration.ofMillis(200);
        long began = System.nanoTime();
        assertThat(store.update(first, fresh().takenBy(HOLDER), limit)).isInstanceOf(WriteResult.Unknown.class);
        assertThatThrownBy(() -> store.read(limit)).isInstanceOf(StoreException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aCallWaitsForAnEarlierOneNoLongerThanItsOwnLimit() {
        String first = version(store.create(fresh(), LIMIT));
        hanging.hang();
        north.lose();
        CompletableFuture<WriteResult> patient = CompletableFuture.supplyAsync(
                () -> store.update(first, fresh().takenBy(HOLDER), Duration.ofMinutes(1)));
        Await.until(
                "a call behind the patient one",
                Duration.ofSeconds(10),
                () -> readFails().contains("an earlier call was not back within 50 ms"));
        assertThat(patient).isNotDone();
        hanging.letGo();
        assertThat(patient).succeedsWithin(Duration.ofMinutes(1));
    }

    private String readFails() {
        try {
            return store.read(Duration.ofMillis(50)).toString();
        } catch (StoreException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aLostObjectIsReportedAndVotesAgainByConsent() {
        String first = version(store.create(fresh(), LIMIT));
        Await.until(
                "the record on the store that is to be lost",
                Duration.ofSeconds(10),
                () -> west.read(LIMIT).toString().contains("postgres-1"));
        west.lose();
        Await.until("the loss is noticed", Duration.ofSeconds(60), () -> {
            store.read(LIMIT);
            return store.withoutVote().containsKey("west");
        });
        store.consent("west", LIMIT);
        assertThat(store.read(LIMIT)).contains(new Versioned(first, fresh()));
        Await.until("the vote is back", Duration.ofSeconds(60), () -> {
            store.read(LIMIT);
            return store.withoutVote().isEmpty();
        });
        assertThatThrownBy(() -> store.consent("west", LIMIT)).hasMessageContaining("nothing to consent to");
        assertThatThrownBy(() -> store.consent("south", LIMIT)).hasMessageContaining("no store south");
        north.lose();
        assertThat(store.read(LIMIT)).contains(new Versioned(first, fresh()));
    }

    @Test
    void oneChangeIsOneHint() throws Exception {
        String version = version(store.create(fresh(), LIMIT));
        AtomicInteger hints = new AtomicInteger();
        AutoCloseable watch = store.watch(hints::incrementAndGet);
        for (int i = 1; i <= 3; i++) {
            version = version(store.update(version, fresh().takenBy(HOLDER), LIMIT));
            int expected = i;
            Await.until("hint " + i, Duration.ofSeconds(60), () -> hints.get() >= expected);
        }
        watch.close();
        store.update(version, fresh(), LIMIT);
        assertThat(hints)
                .hasValueLessThanOrEqualTo(5); // the first update prepares before it writes; one may come early
    }

    @Test
    void aClosedStoreAnswersAtOnceThatItIs() {
        store.close();
        assertThatThrownBy(() -> store.read(Duration.ofSeconds(60)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the store is closed");
    }

    @Test
    void membersWithOtherNamesForTheStoresAreTold() {
        version(store.create(fresh(), LIMIT));
        Map<String, Acceptor> other = new LinkedHashMap<>();
        other.put("east", east);
        other.put("north", north);
        other.put("south", west);
        try (MajorityRecordStore misnamed = MajorityRecordStore.over("postgres-1", other)) {
            assertThatThrownBy(() -> misnamed.read(LIMIT)).hasMessageContaining("name the same stores in every member");
        }
    }
}
