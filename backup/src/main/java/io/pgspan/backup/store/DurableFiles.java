package io.pgspan.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writing so that a power cut takes nothing back. A file's content is durable after {@code fsync} of the file; its name only after
 * {@code fsync} of the directory that holds the name, and that directory's name after {@code fsync} of the one above it.
 */
public final class DurableFiles {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final boolean DIRECTORIES_SYNC =
            !System.getProperty("os.name", "").startsWith("Windows");

    private DurableFiles() {}

    /**
     * Writes a new file and brings its content to disk. Its name is durable only after {@link #syncDirectory}.
     *
     * @return bytes written
     * @throws java.nio.file.FileAlreadyExistsException when the file is there
     * @throws IOException when reading or writing failed; a part of the file may be left
     */
    public static long write(InputStream content, Path newFile) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long written = 0;
        try (FileChannel file = FileChannel.open(newFile, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                ByteBuffer part = ByteBuffer.wrap(buffer, 0, n);
                while (part.hasRemaining()) {
                    written += file.write(part);
                }
            }
            file.force(true);
        }
        return written;
    }

    /**
     * Gives a file its final name in one step, replacing a file of that name, and makes the name durable.
     *
     * @throws IOException when the two are not in one file system, or it failed
     */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(parentOf(to));
    }

    /**
     * Makes the names in a directory durable. Does nothing on Windows, which has no such call.
     *
     * @throws IOException when it failed
     */
    public static void syncDirectory(Path directory) throws IOException {
        if (DIRECTORIES_SYNC) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** The directory that holds the file's name. */
    static Path parentOf(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("'" + file + "' has no parent directory");
        }
        return parent;
    }
}
