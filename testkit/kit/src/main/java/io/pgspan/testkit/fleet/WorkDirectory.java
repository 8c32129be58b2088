package io.pgspan.testkit.fleet;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The fleet's directory: volumes, logs, temporary files. Others may pass through but not look around: where PostgreSQL runs under
 * another user's id, it must reach its volume.
 */
final class WorkDirectory {
    /** Files may still appear while the last process dies. */
    private static final int DELETE_ROUNDS_MAX = 5;

    private final Path root;

    private WorkDirectory(Path root) {
        this.root = root;
    }

    static WorkDirectory create(Path parent) {
        try {
            Files.createDirectories(parent);
            Path root = Files.createTempDirectory(parent, "pgspan-fleet-");
            if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
            }
            return new WorkDirectory(root.toRealPath());
        } catch (IOException e) {
            throw new PgspanException(
                    "can't create a work directory in " + parent + ": " + e.getMessage()
                            + "; name another by FleetOptions.directory",
                    e);
        }
    }

    Path root() {
        return root;
    }

    Path volumes(String clusterName) {
        return directory("volumes", clusterName);
    }

    Path binaries() {
        return directory("binaries", "");
    }

    Path pod(String name) {
        return directory("pods", name.replace('/', '_'));
    }

    Path certificates(String name) {
        return directory("certificates", name.replace('/', '_'));
    }

    Path log(String name) {
        return directory("logs", "").resolve(name.replace('/', '_') + ".log");
    }

    private Path directory(String kind, String name) {
        try {
            return Files.createDirectories(root.resolve(kind).resolve(name));
        } catch (IOException e) {
            throw new PgspanException("can't create " + root.resolve(kind).resolve(name) + ": " + e.getMessage(), e);
        }
    }

    /** Deletes everything. */
    void delete() {
        IOException trouble = null;
        for (int round = 0; round < DELETE_ROUNDS_MAX && Files.exists(root); round++) {
            try {
                deleteTree(root);
            } catch (IOException e) {
                trouble = e;
            }
        }
        if (Files.exists(root)) {
            throw new PgspanException(
                    "can't delete the work directory " + root, trouble == null ? new IOException() : trouble);
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
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
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
