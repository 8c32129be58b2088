package io.pgspan.testkit.fleet;

import io.pgspan.model.PgspanException;
import io.pgspan.testkit.base.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The fleet's directory: volumes, logs, temporary files. Others may pass through but not look around: where PostgreSQL runs under
 * another user's id, it must reach its volume.
 */
final class WorkDirectory {
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
        try {
            FileTree.delete(root);
        } catch (IOException e) {
            throw new PgspanException("can't delete the work directory " + root + ": " + e, e);
        }
    }
}
