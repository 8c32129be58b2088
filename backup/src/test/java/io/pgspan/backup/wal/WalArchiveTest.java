package io.pgspan.backup.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.backup.store.FilesystemObjectStore;
import io.pgspan.backup.store.ObjectInfo;
import io.pgspan.backup.store.StoreException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalArchiveTest {
    private static final String SEGMENT = "000000020000000A000000FE";
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    private FilesystemObjectStore store;
    private WalArchive archive;

    @BeforeEach
    void open() {
        store = FilesystemObjectStore.create(folder.resolve("store"));
        archive = new WalArchive(store, "demo/postgres");
    }

    @Test
    void aSegmentComesBackByteForByte() throws IOException {
        Path segment = segment(1, MIB);
        assertThat(archive.push(segment, SEGMENT)).isTrue();
        assertThat(archive.has(SEGMENT)).isTrue();
        Path target = folder.resolve("RECOVERYXLOG");
        assertThat(archive.fetch(SEGMENT, target)).isTrue();
        assertThat(target).hasSameBinaryContentAs(segment);
    }

    @Test
    void theSameBytesAgainAreNoError() throws IOException {
        archive.push(segment(1, MIB), SEGMENT);
        assertThat(archive.push(segment(1, MIB), SEGMENT)).isFalse();
    }

    @Test
    void otherBytesUnderTheNameAreRefusedAndTheFirstStay() throws IOException {
        Path first = segment(1, MIB);
        archive.push(first, SEGMENT);
        for (Path other : new Path[] {segment(2, MIB), segment(1, 2 * MIB)}) {
            assertThatThrownBy(() -> archive.push(other, SEGMENT))
                    .isInstanceOf(WalConflictException.class)
                    .hasMessageContaining(SEGMENT)
                    .hasMessageContaining("two servers");
        }
        Path target = folder.resolve("out");
        archive.fetch(SEGMENT, target);
        assertThat(target).hasSameBinaryContentAs(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000000010000000000000001",
                "00000001000000000000000F.partial",
                "000000010000000000000001.00000028.backup",
                "0000000A.history"
            })
    void everyNamePostgresArchivesIsAccepted(String name) throws IOException {
        archive.push(segment(3, MIB), name);
        assertThat(archive.fetch(name, folder.resolve("out"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "RECOVERYXLOG",
                "00000001000000000000000a",
                "00000001000000000000000",
                "0000000100000000000000011",
                "000000010000000000000001.part",
                "000000010000000000000001.0000002.backup",
                "000000010000000000000001.0000002x.backup",
                "1.history",
                "0000000A.history.gz",
                "../000000010000000000000001"
            })
    void everyOtherNameIsRefused(String name) throws IOException {
        Path file = segment(1, MIB);
        assertThatThrownBy(() -> archive.push(file, name))
                .isInstanceOf(WalArchiveException.class)
                .hasMessageContaining("name");
        assertThatThrownBy(() -> archive.fetch(name, folder.resolve("out"))).isInstanceOf(WalArchiveException.class);
        assertThat(store.list("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8192, MIB - 1, MIB + 1, 3 * MIB})
    void aSegmentThatWasCutShortIsNotArchived(int size) throws IOException {
        Path cut = segment(1, size);
        assertThatThrownBy(() -> archive.push(cut, SEGMENT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(size + " bytes");
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void aMissingSourceIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> archive.push(folder.resolve("gone"), SEGMENT))
                .isInstanceOf(WalArchiveException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void whatIsNotArchivedLeavesTheTargetAlone() throws IOException {
        Path target = Files.writeString(folder.resolve("out"), "before");
        assertThat(archive.fetch(SEGMENT, target)).isFalse();
        assertThat(target).hasContent("before");
    }

    @Test
    void aFetchThatFailsLeavesNoTemporaryFile() throws IOException {
        archive.push(segment(1, MIB), SEGMENT);
        Path taken = folder.resolve("pg_wal/out");
        Files.createDirectories(taken.resolve("in-the-way"));
        assertThatThrownBy(() -> archive.fetch(SEGMENT, taken)).isInstanceOf(WalArchiveException.class);
        try (var files = Files.list(folder.resolve("pg_wal"))) {
            assertThat(files).containsExactly(taken);
        }
    }

    @Test
    void historiesAreRead() throws IOException {
        Path history = Files.writeString(folder.resolve("h"), "1\t0/5000000\tno recovery target specified\n");
        archive.push(history, "00000002.history");
        assertThat(archive.history(1)).contains(TimelineHistory.first());
        assertThat(archive.history(2))
                .hasValueSatisfying(h -> assertThat(h.endOf(1)).contains(Lsn.of("0/5000000")));
        assertThat(archive.history(3)).isEmpty();
    }

    @Test
    void factsHoldWholeSegmentsAndHistoriesOnly() throws IOException {
        archive.push(segment(1, MIB), SEGMENT);
        archive.push(segment(1, MIB), SEGMENT + ".partial");
        archive.push(segment(1, MIB), SEGMENT + ".00000028.backup");
        archive.push(Files.writeString(folder.resolve("h"), "1\t0/5000000\twhy\n"), "00000002.history");
        ArchivedWal facts = archive.facts();
        assertThat(facts.segments().keySet()).containsExactly(SEGMENT);
        assertThat(facts.histories().keySet()).containsExactly(2);
        assertThat(facts.history(1)).isPresent();
        assertThat(facts.history(7)).isEmpty();
    }

    @Test
    void clustersWithPrefixesThatBeginAlikeDontMix() throws IOException {
        new WalArchive(store, "demo/postgres-2").push(segment(1, MIB), SEGMENT);
        assertThat(archive.has(SEGMENT)).isFalse();
        assertThat(archive.facts().segments()).isEmpty();
        assertThat(store.list("demo/")).extracting(ObjectInfo::key).allMatch(k -> k.startsWith("demo/postgres-2/"));
    }

    private Path segment(int seed, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return Files.write(folder.resolve("segment-" + seed + "-" + size), bytes);
    }
}
