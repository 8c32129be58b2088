package io.pgspan.backup.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgspan.backup.store.FilesystemObjectStore;
import io.pgspan.testkit.base.network.Await;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as PostgreSQL runs it: the text goes through a shell, the program is a process of its own, and it may be killed. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArchiveCommandTest {
    private static final String SEGMENT = "00000001000000000000002A";
    private static final int SEGMENT_BYTES = 16 << 20;
    private static final String PREFIX = "demo/postgres";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private Path root;
    private FilesystemObjectStore store;
    private WalArchive archive;

    @BeforeEach
    void open() {
        root = folder.resolve("it's a \"store\" of 100% $HOME `x`");
        store = FilesystemObjectStore.create(root);
        archive = new WalArchive(store, PREFIX);
    }

    @Test
    void aSegmentGoesThereAndBackWhateverThePathHolds() throws Exception {
        Path segment = segment(1);
        assertThat(push(segment, SEGMENT)).isZero();
        assertThat(push(segment, SEGMENT)).isZero();
        Path target = folder.resolve("RECOVERYXLOG");
        assertThat(fetch(SEGMENT, target)).isZero();
        assertThat(target).hasSameBinaryContentAs(segment);
    }

    @Test
    void aHistoryFileGoesThereAndBack() throws Exception {
        Path history = Files.writeString(folder.resolve("h"), "1\t0/3000000\tno recovery target specified\n");
        assertThat(push(history, "00000002.history")).isZero();
        Path target = folder.resolve("RECOVERYHISTORY");
        assertThat(fetch("00000002.history", target)).isZero();
        assertThat(target).hasSameTextualContentAs(history);
        assertThat(archive.history(2)).isPresent();
    }

    @Test
    void whatIsNotArchivedIsOneToTheServer() throws Exception {
        assertThat(fetch(SEGMENT, folder.resolve("out"))).isEqualTo(1);
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(stderr()).isEmpty();
    }

    @Test
    void aStoreThatIsNotThereStopsRecoveryInsteadOfEndingIt() throws Exception {
        Files.delete(root);
        assertThat(fetch(SEGMENT, folder.resolve("out"))).isEqualTo(254);
        assertThat(stderr()).hasLineCount(1).contains("mount");
    }

    @Test
    void aJavaThatCannotStartStopsRecoveryInsteadOfEndingIt() throws Exception {
        String text =
                ArchiveCommand.restoreCommand(root, PREFIX).replace(ArchiveCommand.class.getName(), "no.such.Program");
        assertThat(run(text, folder.resolve("out"), SEGMENT)).isEqualTo(254);
    }

    @Test
    void otherBytesUnderTheNameFailWithOneClearLine() throws Exception {
        push(segment(1), SEGMENT);
        assertThat(push(segment(2), SEGMENT)).isEqualTo(ArchiveCommand.CONFLICT);
        assertThat(stderr()).hasLineCount(1).contains(SEGMENT).contains("two servers");
    }

    @Test
    void wrongArgumentsAreNotTakenForSuccess() {
        assertThat(ArchiveCommand.run(new String[] {"push"})).isEqualTo(ArchiveCommand.USAGE);
        assertThat(ArchiveCommand.run(new String[] {"pull", root.toUri().toString(), PREFIX, "p", SEGMENT}))
                .isEqualTo(ArchiveCommand.USAGE);
        assertThat(ArchiveCommand.run(new String[] {"push", "s3://bucket", PREFIX, "p", SEGMENT}))
                .isEqualTo(ArchiveCommand.FAILED);
        assertThat(ArchiveCommand.run(new String[] {"push", root.toUri().toString(), "../up", segmentPath(), SEGMENT}))
                .isEqualTo(ArchiveCommand.FAILED);
    }

    @Test
    void killedHalfWayNothingIsVisibleAndTheNextTrySucceeds() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(madePipe(pipe), "skipped: no mkfifo on this machine");
        byte[] whole = bytes(7);
        Process push = start(ArchiveCommand.archiveCommand(root, PREFIX), pipe, SEGMENT);
        // opened for both ways, or the open itself would wait for the other end
        try (RandomAccessFile writer = new RandomAccessFile(pipe.toFile(), "rw")) {
            writer.write(whole, 0, SEGMENT_BYTES / 2);
            Await.until("half of the segment is staged", LIMIT, () -> stagedBytes() > SEGMENT_BYTES / 4);
            assertThat(store.list("")).isEmpty();
            assertThat(archive.has(SEGMENT)).isFalse();
            assertThat(push.isAlive()).isTrue();
            push.destroyForcibly();
            assertThat(push.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(stagedBytes()).isPositive();
        assertThat(store.list("")).isEmpty();
        assertThat(archive.facts().segments()).isEmpty();
        assertThat(fetch(SEGMENT, folder.resolve("out"))).isEqualTo(1);

        Path segment = Files.write(folder.resolve("segment"), whole);
        assertThat(push(segment, SEGMENT)).isZero();
        assertThat(archive.facts().segments()).containsOnlyKeys(SEGMENT);
        assertThat(stored()).hasSameBinaryContentAs(segment);
    }

    @Test
    void killedAtAnyMomentTheObjectIsAbsentOrWhole() throws Exception {
        long seed = 20260101;
        Random random = new Random(seed);
        Path segment = segment(9);
        for (int attempt = 0; attempt < 10; attempt++) {
            Process push = start(ArchiveCommand.archiveCommand(root, PREFIX), segment, SEGMENT);
            boolean ended = push.waitFor(20 + random.nextInt(180), TimeUnit.MILLISECONDS);
            push.destroyForcibly();
            assertThat(push.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            String when = "attempt " + attempt + " of seed " + seed;
            if (ended) {
                assertThat(push.exitValue()).as(when).isZero();
            }
            if (ended || archive.has(SEGMENT)) {
                assertThat(archive.facts().segments()).as(when).containsOnlyKeys(SEGMENT);
                assertThat(stored()).as(when).hasSameBinaryContentAs(segment);
            } else {
                assertThat(store.list("")).as(when).isEmpty();
            }
            store.delete(PREFIX + "/wal/" + SEGMENT.substring(0, 16) + "/" + SEGMENT);
        }
        assertThat(push(segment, SEGMENT)).isZero();
        assertThat(stored()).hasSameBinaryContentAs(segment);
    }

    private Path stored() {
        return root.resolve(PREFIX)
                .resolve("wal")
                .resolve(SEGMENT.substring(0, 16))
                .resolve(SEGMENT);
    }

    private long stagedBytes() {
        Path staging = root.resolve(".staging");
        if (!Files.isDirectory(staging)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(staging)) {
            return files.mapToLong(f -> f.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean madePipe(Path pipe) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private int push(Path file, String name) throws Exception {
        return run(ArchiveCommand.archiveCommand(root, PREFIX), file, name);
    }

    private int fetch(String name, Path target) throws Exception {
        return run(ArchiveCommand.restoreCommand(root, PREFIX), target, name);
    }

    private int run(String text, Path path, String name) throws Exception {
        Process process = start(text, path, name);
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** As PostgreSQL does it: percent signs expanded, then {@code sh -c}. A push replaces the shell, so that a kill hits it. */
    private Process start(String text, Path path, String name) throws IOException {
        String expanded = text.replace("%%", "\0")
                .replace("%p", path.toString())
                .replace("%f", name)
                .replace("\0", "%");
        String shell = text.contains("||") ? expanded : "exec " + expanded;
        return new ProcessBuilder("sh", "-c", shell)
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }

    private String stderr() throws IOException {
        return Files.readString(folder.resolve("stderr"), StandardCharsets.UTF_8);
    }

    private String segmentPath() {
        try {
            return segment(1).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path segment(int seed) throws IOException {
        return Files.write(folder.resolve("segment-" + seed), bytes(seed));
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[SEGMENT_BYTES];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
