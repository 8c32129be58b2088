package io.pgspan.testkit.base.binaries;

import io.pgspan.testkit.base.files.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One folder per archive content. A folder appears by one atomic rename or not at all, so that a JVM never runs executables
 * another one is still writing; two that unpack at once waste work, not correctness.
 */
final class BinaryCache {
    private static final String UNFINISHED = ".unpacking-";
    private static final Duration STALE_AFTER = Duration.ofHours(1);
    private static final int HASH_CHARS = 16;

    private final Path root;

    BinaryCache(Path root) {
        this.root = root;
    }

    /** The folder with {@code bin}, {@code lib} and {@code share}. */
    Path get(BinaryArchive archive) throws IOException {
        Path folder = root.resolve("postgresql-" + archive.version() + "-" + hash(archive));
        if (!isComplete(folder)) {
            TarUnpacker.createDirectories(root);
            removeStale();
            unpack(archive, folder);
        }
        return folder;
    }

    private static boolean isComplete(Path folder) {
        return Files.isExecutable(folder.resolve("bin").resolve("postgres"));
    }

    private void unpack(BinaryArchive archive, Path folder) throws IOException {
        Path unfinished = root.resolve(UNFINISHED + UUID.randomUUID());
        TarUnpacker unpacker = new TarUnpacker(unfinished);
        Thread onExit = new Thread(() -> unpacker.abandon(), "embedded-postgres-cleanup");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            try (InputStream in = archive.open()) {
                unpacker.unpack(in);
            }
            moveInPlace(unfinished, folder);
        } finally {
            FileTree.delete(unfinished);
            forget(onExit);
        }
    }

    private static void forget(Thread onExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException exiting) {
            // the hook is running: it finds nothing left to delete
            onExit.interrupt();
        }
    }

    private static void moveInPlace(Path unfinished, Path folder) throws IOException {
        if (!isComplete(folder)) { // what is left of a folder someone deleted half
            FileTree.delete(folder);
        }
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!isComplete(folder)) { // else another JVM was faster
                throw e;
            }
        }
    }

    private void removeStale() throws IOException {
        List<Path> unfinished;
        try (Stream<Path> entries = Files.list(root)) {
            unfinished = entries.filter(p -> p.getFileName().toString().startsWith(UNFINISHED))
                    .toList();
        }
        Instant limit = Instant.now().minus(STALE_AFTER);
        for (Path folder : unfinished) {
            if (Files.exists(folder)
                    && Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
                FileTree.delete(folder);
            }
        }
    }

    private static String hash(BinaryArchive archive) throws IOException {
        try (DigestInputStream in = new DigestInputStream(archive.open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, HASH_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
