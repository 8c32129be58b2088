package io.pgspan.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.testkit.base.files.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any history of puts and deletes leaves what a sorted map would hold. */
class FilesystemObjectStorePropertiesTest {
    record Call(String key, String content, Condition condition, boolean delete) {}

    @Property(tries = 60)
    void behavesLikeASortedMap(@ForAll("histories") List<Call> history) throws IOException {
        Path root = Files.createTempDirectory("pgspan-store");
        try {
            FilesystemObjectStore store = FilesystemObjectStore.create(root);
            TreeMap<String, String> model = new TreeMap<>();
            for (Call call : history) {
                if (call.delete()) {
                    store.delete(call.key());
                    model.remove(call.key());
                    continue;
                }
                Put put = store.put(
                        call.key(),
                        new ByteArrayInputStream(call.content().getBytes(StandardCharsets.UTF_8)),
                        call.condition());
                boolean kept = call.condition() == Condition.IF_ABSENT && model.containsKey(call.key());
                assertThat(put).isEqualTo(kept ? Put.EXISTS : Put.CREATED);
                if (!kept) {
                    model.put(call.key(), call.content());
                }
            }
            assertThat(store.list("").stream().map(ObjectInfo::key)).containsExactlyElementsOf(model.keySet());
            for (String prefix : List.of("a", "a/", "a/b", "b-", "b/a")) {
                assertThat(store.list(prefix).stream().map(ObjectInfo::key))
                        .containsExactlyElementsOf(model.keySet().stream()
                                .filter(k -> k.startsWith(prefix))
                                .toList());
            }
            for (String key : model.keySet()) {
                try (InputStream in = store.get(key).orElseThrow()) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .isEqualTo(model.get(key));
                }
            }
        } finally {
            FileTree.delete(root);
        }
    }

    /** Depth is the same for all keys, so that none goes on after another. */
    @Provide
    Arbitrary<List<Call>> histories() {
        Arbitrary<String> part = Arbitraries.of("a", "b", "a-", "b.a", "ab", "b-1");
        Arbitrary<String> key = Combinators.combine(part, part, part).as((x, y, z) -> x + "/" + y + "/" + z);
        return Combinators.combine(
                        key,
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.of(Condition.class),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(4, Arbitraries.just(false)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(true))))
                .as(Call::new)
                .list()
                .ofMaxSize(30);
    }
}
