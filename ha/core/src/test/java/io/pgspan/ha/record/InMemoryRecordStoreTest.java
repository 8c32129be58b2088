package io.pgspan.ha.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InMemoryRecordStoreTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final ClusterRecord RECORD = ClusterRecord.uninitialised(List.of("a"), 0);

    @Test
    void writesOnlyOverTheNamedVersion() {
        try (InMemoryRecordStore store = new InMemoryRecordStore()) {
            assertThat(store.read(LIMIT)).isEmpty();
            assertThat(store.update("1", RECORD, LIMIT)).isEqualTo(new WriteResult.Conflict());
            assertThat(store.create(RECORD, LIMIT)).isEqualTo(new WriteResult.Written("1"));
            assertThat(store.create(RECORD, LIMIT)).isEqualTo(new WriteResult.Conflict());
            assertThat(store.update("1", RECORD.released(), LIMIT)).isEqualTo(new WriteResult.Written("2"));
            assertThat(store.update("1", RECORD, LIMIT)).isEqualTo(new WriteResult.Conflict());
            assertThat(store.read(LIMIT)).contains(new Versioned("2", RECORD.released()));
        }
    }

    @Test
    void tellsWatchersOfEachWrite() throws Exception {
        try (InMemoryRecordStore store = new InMemoryRecordStore()) {
            AtomicInteger calls = new AtomicInteger();
            try (AutoCloseable watch = store.watch(calls::incrementAndGet)) {
                assertThat(watch).isNotNull();
                store.create(RECORD, LIMIT);
                store.update("0", RECORD, LIMIT);
                assertThat(calls).hasValue(1);
            }
            store.update("1", RECORD, LIMIT);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void aWriteIsToldItsOwnVersionEvenWhenAnotherFollowsAtOnce() throws Exception {
        try (InMemoryRecordStore store = new InMemoryRecordStore();
                AutoCloseable watch = store.watch(() -> store.update("1", RECORD.released(), LIMIT))) {
            assertThat(watch).isNotNull();
            assertThat(store.create(RECORD, LIMIT))
                    .as("the version of this write, not of the one that a watcher made meanwhile")
                    .isEqualTo(new WriteResult.Written("1"));
        }
    }
}
