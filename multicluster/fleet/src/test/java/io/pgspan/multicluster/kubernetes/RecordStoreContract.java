package io.pgspan.multicluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Database;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.testkit.base.network.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every record store keeps, whatever it is made of. */
abstract class RecordStoreContract {
    static final Duration LIMIT = Duration.ofSeconds(5);
    static final Holder FIRST = new Holder("postgres-0", "uid-0", "start-1");
    static final Holder SECOND = new Holder("postgres-1", "uid-1", "start-1");

    /** A store on this test's own place, empty at its start. */
    abstract RecordStore store();

    /** Another store on the same place, as another member has it. */
    abstract RecordStore another();

    static ClusterRecord fresh() {
        return ClusterRecord.uninitialised(List.of("postgres-0", "postgres-1", "postgres-2"), 1);
    }

    static Versioned created(RecordStore store) {
        assertThat(store.create(fresh(), LIMIT)).isInstanceOf(WriteResult.Written.class);
        return store.read(LIMIT).orElseThrow();
    }

    static String version(WriteResult result) {
        return result.match(WriteResult.Written::version, () -> "conflict", unknown -> "unknown: " + unknown.why());
    }

    @Test
    void anEmptyPlaceHoldsNoRecord() {
        assertThat(store().read(LIMIT)).isEmpty();
    }

    @Test
    void whatIsCreatedIsReadByEverybody() {
        String version = version(store().create(fresh(), LIMIT));
        assertThat(another().read(LIMIT)).contains(new Versioned(version, fresh()));
    }

    @Test
    void aSecondCreationIsAConflictAndChangesNothing() {
        Versioned first = created(store());
        WriteResult second = another().create(fresh().takenBy(SECOND), LIMIT);
        assertThat(second).isEqualTo(new WriteResult.Conflict());
        assertThat(store().read(LIMIT)).contains(first);
    }

    @Test
    void anUpdateOfTheVersionReadReplacesTheWholeRecord() {
        Versioned first = created(store());
        TimelineHistory history = new TimelineHistory(2, List.of(new TimelineHistory.Switch(1, Lsn.of("0/3000060"))));
        ClusterRecord next = first.record()
                .takenBy(FIRST)
                .renewed(new Database("7301234567890123456", history, Lsn.of("0/3000060")));
        String version = version(store().update(first.version(), next, LIMIT));
        assertThat(version).isNotEqualTo(first.version());
        assertThat(another().read(LIMIT)).contains(new Versioned(version, next));
    }

    @Test
    void anUpdateOfAVersionWrittenNeedsNoReading() {
        Versioned first = created(store());
        ClusterRecord taken = first.record().takenBy(FIRST);
        String second = version(store().update(first.version(), taken, LIMIT));
        String third = version(store().update(second, taken.released(), LIMIT));
        assertThat(store().read(LIMIT)).contains(new Versioned(third, taken.released()));
    }

    @Test
    void anUpdateOfAStaleVersionIsAConflictAndChangesNothing() {
        Versioned first = created(store());
        ClusterRecord taken = first.record().takenBy(FIRST);
        String second = version(another().update(first.version(), taken, LIMIT));
        assertThat(store().update(first.version(), first.record().takenBy(SECOND), LIMIT))
                .isEqualTo(new WriteResult.Conflict());
        assertThat(store().read(LIMIT)).contains(new Versioned(second, taken));
    }

    @Test
    void anUpdateWithoutARecordIsAConflictAndCreatesNothing() {
        assertThat(store().update("1", fresh().takenBy(FIRST), LIMIT)).isEqualTo(new WriteResult.Conflict());
        assertThat(store().read(LIMIT)).isEmpty();
    }

    @Test
    void ofManyThatTakeTheSameVersionOneWins() throws Exception {
        Versioned first = created(store());
        int rivals = 6;
        ExecutorService threads = Executors.newFixedThreadPool(rivals);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Callable<WriteResult>> attempts = new ArrayList<>();
            for (int i = 0; i < rivals; i++) {
                Holder rival = new Holder("postgres-" + i, "uid-" + i, "start-1");
                RecordStore store = another();
                attempts.add(() -> {
                    start.await();
                    return store.update(first.version(), first.record().takenBy(rival), LIMIT);
                });
            }
            List<Future<WriteResult>> running =
                    attempts.stream().map(threads::submit).toList();
            start.countDown();
            List<String> outcomes = new ArrayList<>();
            for (Future<WriteResult> attempt : running) {
                outcomes.add(version(attempt.get(30, TimeUnit.SECONDS)));
            }
            Versioned winner = store().read(LIMIT).orElseThrow();
            assertThat(outcomes).containsOnlyOnce(winner.version());
            assertThat(outcomes.stream().filter("conflict"::equals)).hasSize(rivals - 1);
            assertThat(winner.record().epoch()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aWatchHintsAtTheChangesOfOthers() throws Exception {
        Versioned first = created(store());
        AtomicInteger hints = new AtomicInteger();
        AutoCloseable watch = store().watch(hints::incrementAndGet);
        try {
            String version =
                    version(another().update(first.version(), first.record().takenBy(FIRST), LIMIT));
            Await.until("a hint at the first change", Duration.ofSeconds(60), () -> hints.get() > 0);
            int before = hints.get();
            another().update(version, first.record().takenBy(SECOND), LIMIT);
            Await.until("a hint at each further change", Duration.ofSeconds(60), () -> hints.get() > before);
        } finally {
            watch.close();
        }
    }
}
