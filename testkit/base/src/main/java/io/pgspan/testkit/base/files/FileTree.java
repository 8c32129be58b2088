package io.pgspan.testkit.base.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder with all it holds. */
public final class FileTree {
    /** A process that is being killed may write once more while its folder is deleted. */
    private static final int ROUNDS_MAX = 5;

    private FileTree() {}

    /**
     * Deletes a folder with all it holds, or a file; nothing happens when it isn't there. Links are deleted, not followed. Others may
     * delete from the same folder; when something is written to it meanwhile, it is tried up to five times.
     *
     * @throws IOException when it can't be deleted
     */
    public static void delete(Path tree) throws IOException {
        IOException last = null;
        for (int round = 0; round < ROUNDS_MAX && Files.exists(tree, LinkOption.NOFOLLOW_LINKS); round++) {
            try {
                Files.walkFileTree(tree, new Deletion());
            } catch (IOException e) {
                last = e;
            }
        }
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(tree + " is still there after " + ROUNDS_MAX + " attempts to delete it", last);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null && !(failure instanceof NoSuchFileException)) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
