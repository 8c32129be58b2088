package io.pgspan.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The hidden directory in which objects are written before they get their name. It lies in the store's own file system, so that a
 * rename or a link is one step. What killed writers left here is swept a day later, a few files with every write.
 */
final class Staging {
    static final String NAME = ".staging";
    private static final long STALE_MILLIS = 24L * 60 * 60 * 1000;
    private static final int SWEEP_LIMIT = 16;
    private static final int NAME_ATTEMPTS = 100;

    private final Path directory;

    Staging(Path directory) {
        this.directory = directory;
    }

    /** Writes the content to a new file, on disk when this returns; leaves nothing when it throws. */
    Path write(InputStream content) throws IOException {
        // Not random: a random generator costs the archive command tens of milliseconds, and CREATE_NEW decides anyway.
        long pid = ProcessHandle.current().pid();
        FileAlreadyExistsException taken = new FileAlreadyExistsException(directory.toString());
        for (int attempt = 0; attempt < NAME_ATTEMPTS; attempt++) {
            Path file = directory.resolve(Long.toString(pid).concat("-").concat(Long.toString(System.nanoTime())));
            try {
                return written(content, file);
            } catch (FileAlreadyExistsException e) {
                taken = e;
            }
        }
        throw taken;
    }

    private static Path written(InputStream content, Path file) throws IOException {
        boolean done = false;
        boolean ours = true;
        try {
            DurableFiles.write(content, file);
            done = true;
            return file;
        } catch (FileAlreadyExistsException e) {
            ours = false;
            throw e;
        } finally {
            if (!done && ours) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Removes some of what was left long ago. Never fails: that rubbish can't be cleared is no reason not to archive. */
    void sweep(long nowMillis) {
        int seen = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (++seen > SWEEP_LIMIT) {
                    return;
                }
                sweep(file, nowMillis);
            }
        } catch (IOException | DirectoryIteratorException tryNextTime) {
            return;
        }
    }

    private static void sweep(Path file, long nowMillis) {
        try {
            if (nowMillis - Files.getLastModifiedTime(file).toMillis() > STALE_MILLIS) {
                Files.deleteIfExists(file);
            }
        } catch (IOException finishedMeanwhile) {
            return;
        }
    }
}
