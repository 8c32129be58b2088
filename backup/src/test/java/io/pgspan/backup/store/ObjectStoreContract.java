package io.pgspan.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store must keep. A new store extends this and gives a fresh, empty store for each test. */
abstract class ObjectStoreContract {
    /** A store without objects; the same one within a test. */
    abstract ObjectStore store();

    @Test
    void whatWasPutIsReadBack() {
        assertThat(put("a/b/c", "hello", Condition.ALWAYS)).isEqualTo(Put.CREATED);
        assertThat(text("a/b/c")).isEqualTo("hello");
        assertThat(store().head("a/b/c")).hasValueSatisfying(o -> {
            assertThat(o.key()).isEqualTo("a/b/c");
            assertThat(o.size()).isEqualTo(5);
        });
    }

    @Test
    void anEmptyObjectIsAnObject() {
        put("empty", "", Condition.IF_ABSENT);
        assertThat(text("empty")).isEmpty();
        assertThat(store().list("")).extracting(ObjectInfo::size).containsExactly(0L);
    }

    @Test
    void whatIsNotThereIsEmptyAndNoError() {
        put("x", "object", Condition.ALWAYS);
        put("y/z", "object", Condition.ALWAYS);
        for (String key : List.of("a", "a/b", "x/below-an-object", "y")) {
            assertThat(store().get(key)).as(key).isEmpty();
            assertThat(store().head(key)).as(key).isEmpty();
            store().delete(key);
        }
        assertThat(store().list("a")).isEmpty();
        assertThat(store().list("x/")).isEmpty();
        assertThat(keys("")).containsExactly("x", "y/z");
    }

    @Test
    void alwaysReplacesAndIfAbsentKeeps() {
        put("k", "one", Condition.ALWAYS);
        assertThat(put("k", "two", Condition.IF_ABSENT)).isEqualTo(Put.EXISTS);
        assertThat(text("k")).isEqualTo("one");
        assertThat(put("k", "three", Condition.ALWAYS)).isEqualTo(Put.CREATED);
        assertThat(text("k")).isEqualTo("three");
    }

    @Test
    void aDeletedObjectIsGoneAndItsKeyIsFree() {
        put("d/k", "one", Condition.ALWAYS);
        store().delete("d/k");
        assertThat(store().head("d/k")).isEmpty();
        assertThat(put("d/k", "two", Condition.IF_ABSENT)).isEqualTo(Put.CREATED);
    }

    @Test
    void contentThatBreaksOffLeavesNothing() {
        assertThatThrownBy(() -> store().put("p", new BrokenStream(300_000), Condition.IF_ABSENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("'p'")
                .hasMessageContaining("torn");
        assertThat(store().head("p")).isEmpty();
        assertThat(store().list("")).isEmpty();
    }

    @Test
    void contentThatBreaksOffLeavesTheObjectThatWasThere() {
        put("p", "whole", Condition.ALWAYS);
        assertThatThrownBy(() -> store().put("p", new BrokenStream(10), Condition.ALWAYS))
                .isInstanceOf(StoreException.class);
        assertThat(text("p")).isEqualTo("whole");
    }

    @Test
    void whileContentIsReadNothingIsVisible() {
        store().put(
                        "slow",
                        new InputStream() {
                            private int left = 3;

                            @Override
                            public int read() {
                                assertThat(store().get("slow")).isEmpty();
                                assertThat(store().list("")).isEmpty();
                                return left-- > 0 ? 'x' : -1;
                            }

                            @Override
                            public int read(byte[] buffer, int offset, int length) {
                                int b = read();
                                if (b < 0) {
                                    return -1;
                                }
                                buffer[offset] = (byte) b;
                                return 1;
                            }
                        },
                        Condition.IF_ABSENT);
        assertThat(text("slow")).isEqualTo("xxx");
    }

    @Test
    void aReaderKeepsTheObjectItOpened() throws IOException {
        put("k", "first", Condition.ALWAYS);
        try (InputStream open = store().get("k").orElseThrow()) {
            put("k", "other", Condition.ALWAYS);
            store().delete("k");
            assertThat(new String(open.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("first");
        }
    }

    @Test
    void ofManyWritersAtOnceOneCreatesAndItsBytesStay() throws Exception {
        int writers = 8;
        int rounds = 100; // the window between looking and taking is microseconds wide
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            for (int round = 0; round < rounds; round++) {
                String key = "race/" + round;
                CyclicBarrier meeting = new CyclicBarrier(writers);
                List<Future<Put>> results = new ArrayList<>();
                for (int w = 0; w < writers; w++) {
                    byte[] content = filled(w);
                    results.add(pool.submit(() -> {
                        return store().put(key, new MeetAtTheEnd(content, meeting), Condition.IF_ABSENT);
                    }));
                }
                List<Integer> winners = new ArrayList<>();
                for (int w = 0; w < writers; w++) {
                    if (results.get(w).get(20, TimeUnit.SECONDS) == Put.CREATED) {
                        winners.add(w);
                    }
                }
                assertThat(winners).hasSize(1);
                assertThat(bytes(key)).isEqualTo(filled(winners.get(0)));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void listingIsSortedByKeyAndByPrefixNotByFolder() {
        List<String> keys = List.of("a-b", "a/b", "a/b-c/d", "a/b.c", "a0", "b/1/2", "b/10", "c");
        for (int i = keys.size() - 1; i >= 0; i--) {
            put(keys.get(i), "", Condition.ALWAYS);
        }
        assertThat(keys("")).containsExactlyElementsOf(keys.stream().sorted().toList());
        assertThat(keys("a")).containsExactly("a-b", "a/b", "a/b-c/d", "a/b.c", "a0");
        assertThat(keys("a/b")).containsExactly("a/b", "a/b-c/d", "a/b.c");
        assertThat(keys("b/1")).containsExactly("b/1/2", "b/10");
        assertThat(keys("b/")).containsExactly("b/1/2", "b/10");
        assertThat(keys("z")).isEmpty();
    }

    @Test
    void listingGoesOnAfterAnyKey() {
        List<String> keys = List.of("a-b", "a/b", "a/c/d", "a/c/e", "b");
        keys.forEach(k -> put(k, "", Condition.ALWAYS));
        for (int i = 0; i < keys.size(); i++) {
            assertThat(store().list("", keys.get(i)).objects())
                    .extracting(ObjectInfo::key)
                    .containsExactlyElementsOf(keys.subList(i + 1, keys.size()));
        }
    }

    @Test
    void aLongListingComesInBoundedPagesAndComplete() {
        int count = ObjectStore.PAGE_SIZE + 1;
        IntStream.range(0, count).forEach(i -> put(String.format("p/%05d", i), "", Condition.ALWAYS));
        ObjectPage first = store().list("p/", "");
        assertThat(first.objects()).hasSize(ObjectStore.PAGE_SIZE);
        assertThat(first.more()).isTrue();
        assertThat(store().list("p/").stream().map(ObjectInfo::key).distinct()).hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", ".a", "a/.b", "a\\b", "a b", "a\nb",
                "a\0b", "ä", "a?b", "a%2e", "~", "C:/a"
            })
    void aKeyOfAnotherFormIsRefused(String key) {
        assertThatThrownBy(() -> put(key, "x", Condition.ALWAYS))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("key");
        assertThatThrownBy(() -> store().get(key)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store().head(key)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store().delete(key)).isInstanceOf(StoreException.class);
        assertThat(store().list("")).isEmpty();
    }

    @Test
    void keysAreLimitedInLength() {
        String part = "x".repeat(200);
        put(part, "x", Condition.ALWAYS);
        assertThatThrownBy(() -> put(part + "x", "x", Condition.ALWAYS)).isInstanceOf(StoreException.class);
        String longest = String.join(
                "/", part + "y".repeat(0), "b".repeat(200), "c".repeat(200), "d".repeat(200), "e".repeat(96));
        assertThat(longest).hasSize(900);
        put("k" + longest.substring(1), "x", Condition.ALWAYS);
        assertThatThrownBy(() -> put("k" + longest.substring(1) + "e", "x", Condition.ALWAYS))
                .isInstanceOf(StoreException.class);
    }

    final Put put(String key, String text, Condition condition) {
        return store().put(key, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), condition);
    }

    final String text(String key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    final byte[] bytes(String key) {
        try (InputStream in = store().get(key).orElseThrow()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    final List<String> keys(String prefix) {
        return store().list(prefix).stream().map(ObjectInfo::key).toList();
    }

    private static byte[] filled(int writer) {
        byte[] content = new byte[10_000 + writer];
        Arrays.fill(content, (byte) writer);
        return content;
    }

    /** Ends when all writers' contents end, so that they take the name at the same time. */
    private static final class MeetAtTheEnd extends FilterInputStream {
        private final CyclicBarrier meeting;

        MeetAtTheEnd(byte[] content, CyclicBarrier meeting) {
            super(new ByteArrayInputStream(content));
            this.meeting = meeting;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n < 0) {
                try {
                    meeting.await(30, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
            return n;
        }
    }

    /** Delivers some bytes and then fails, as a lost disk or connection does. */
    private static final class BrokenStream extends InputStream {
        private int left;

        BrokenStream(int bytes) {
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            if (left-- > 0) {
                return 'x';
            }
            throw new IOException("torn");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("torn");
            }
            int n = Math.min(left, length);
            Arrays.fill(buffer, offset, offset + n, (byte) 'x');
            left -= n;
            return n;
        }
    }
}
