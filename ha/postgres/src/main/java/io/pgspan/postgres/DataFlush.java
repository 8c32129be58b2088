package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces a data directory, its tablespaces and its WAL, wherever they lie, to the disk. Whole file systems at once where the kernel tells errors of
 * that and there is a {@code sync} program that can: a new database has a thousand files, whose flushes one by one take 0.1 to 0.5 s. Else one
 * flush a file.
 */
final class DataFlush {
    private static final Logger LOG = LoggerFactory.getLogger(DataFlush.class);

    /** After that the files are flushed one by one, which takes as long as it takes. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final String program;
    private final boolean atOnce;

    /** With this system's means. */
    DataFlush() {
        this("sync", CrashSync.flushesFileSystems());
    }

    /**
     * @param program what takes {@code -f} and files, and flushes the file systems these are on
     * @param atOnce whether to use it
     */
    DataFlush(String program, boolean atOnce) {
        this.program = program;
        this.atOnce = atOnce;
    }

    /**
     * Returns when everything is on the disk.
     *
     * @throws PgspanException when that can't be said
     */
    void flush(Path data) {
        try {
            List<Path> trees = trees(data);
            if (atOnce && fileSystems(trees)) {
                return;
            }
            for (Path tree : trees) {
                DataFiles.walk(tree, DataFiles::flush);
            }
        } catch (IOException e) {
            throw new PgspanException("can't flush " + data + " to the disk: " + e.getMessage(), e);
        }
    }

    /** Each by the way that leads to it without links. */
    private static List<Path> trees(Path data) throws IOException {
        List<Path> trees = new ArrayList<>(List.of(data.toRealPath()));
        Path wal = data.resolve("pg_wal");
        if (Files.isSymbolicLink(wal)) {
            trees.add(wal.toRealPath());
        }
        Path tablespaces = data.resolve("pg_tblspc");
        if (Files.isDirectory(tablespaces)) {
            try (Stream<Path> links = Files.list(tablespaces)) {
                for (Path link : links.toList()) {
                    trees.add(link.toRealPath());
                }
            }
        }
        return trees;
    }

    private boolean fileSystems(List<Path> trees) {
        List<String> command = new ArrayList<>(List.of(program, "-f"));
        trees.forEach(t -> command.add(t.toString()));
        try {
            Command.Outcome outcome = Command.run(command, LIMIT);
            if (outcome.exitCode() == 0) {
                return true;
            }
            LOG.info(
                    "'{} -f' failed, files are flushed one by one: {}",
                    program,
                    outcome.output().strip());
        } catch (PgspanException e) {
            LOG.info("files are flushed one by one: {}", e.getMessage());
        }
        return false;
    }
}
