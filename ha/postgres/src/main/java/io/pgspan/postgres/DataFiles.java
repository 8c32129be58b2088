package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Files as a database wants them: written aside and renamed, flushed before they are relied on, readable by the owner only. */
final class DataFiles {
    /** Directories of PostgreSQL: 0700. */
    static final FileAttribute<?> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Files of PostgreSQL: 0600. */
    static final FileAttribute<?> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private DataFiles() {}

    /** Replaces a file by a complete one: a reader sees the old or the new text, never a part, also after a crash when durable. */
    static void write(Path file, String text, RunAs runAs, boolean durable) {
        Path aside = file.resolveSibling(file.getFileName() + ".pgspan-new");
        try {
            Files.deleteIfExists(aside);
            Files.createFile(aside, OWNER_FILE);
            Files.write(aside, text.getBytes(StandardCharsets.UTF_8));
            runAs.own(aside);
            if (durable) {
                flush(aside);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            if (durable) {
                flush(parent(file));
            }
        } catch (IOException e) {
            deleteQuietly(aside);
            throw new PgspanException("can't write " + file + ": " + e.getMessage(), e);
        }
    }

    /** A file's text; empty when there is none. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw new PgspanException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Renames within one file system and flushes the directory, so that the order of two renames survives a crash. */
    static void rename(Path from, Path to, boolean durable) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            if (durable) {
                flush(parent(to));
            }
        } catch (IOException e) {
            throw new PgspanException("can't rename " + from + " to " + to + ": " + e.getMessage(), e);
        }
    }

    static void createOwnerDirectory(Path directory) {
        try {
            Files.createDirectories(parent(directory));
            Files.createDirectory(directory, OWNER_DIRECTORY);
        } catch (IOException e) {
            throw new PgspanException("can't create " + directory + ": " + e.getMessage(), e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new PgspanException("can't delete " + file + ": " + e.getMessage(), e);
        }
    }

    static void deleteQuietly(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    /** Deletes a directory with all it holds, following no link; what vanishes meanwhile is as good as deleted. */
    static void deleteTree(Path tree) {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            walk(tree, Files::deleteIfExists);
        } catch (IOException e) {
            throw new PgspanException("can't delete " + tree + ": " + e.getMessage(), e);
        }
    }

    /** What is done to one file or directory. */
    interface Deed {
        void to(Path path) throws IOException;
    }

    /** Does something to every file of a tree, and to each directory after what it holds; follows no link, passes over what vanished. */
    static void walk(Path tree, Deed deed) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                deed.to(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                deed.to(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Forces a file, or a directory's list of files, to the disk. */
    static void flush(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new PgspanException(
                    path + " has no parent directory; a data directory can't be the root of the file system");
        }
        return parent;
    }
}
