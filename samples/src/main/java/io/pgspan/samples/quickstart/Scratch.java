package io.pgspan.samples.quickstart;

import io.pgspan.model.PgspanException;
import io.pgspan.testkit.base.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A folder for the run's own files, gone when the run is over, however it ends: the things to stop first are stopped first. */
final class Scratch implements AutoCloseable {
    private final Path root;
    private final Deque<Runnable> stops = new ConcurrentLinkedDeque<>();
    private final Thread hook = new Thread(this::clear, "pgspan-scratch");

    private Scratch(Path root) {
        this.root = root;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static Scratch create() {
        try {
            Path root = Files.createTempDirectory("pgspan-quickstart-");
            // PostgreSQL may run as another user than root
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
            return new Scratch(root);
        } catch (IOException e) {
            throw new PgspanException("a temporary folder can't be made: " + e, e);
        }
    }

    /** A new folder in it. */
    Path folder(String name) {
        try {
            return Files.createDirectory(root.resolve(name));
        } catch (IOException e) {
            throw new PgspanException("a temporary folder can't be made: " + e, e);
        }
    }

    /** A path in it where nothing is yet. */
    Path path(String name) {
        return root.resolve(name);
    }

    /** What must be stopped before the folder can go. */
    void stopFirst(Runnable stop) {
        stops.addFirst(stop);
    }

    private void clear() {
        for (Runnable stop = stops.pollFirst(); stop != null; stop = stops.pollFirst()) {
            stop.run();
        }
        try {
            FileTree.delete(root);
        } catch (IOException e) {
            System.err.println("left behind: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // the hook runs anyway
            return;
        }
    }
}
