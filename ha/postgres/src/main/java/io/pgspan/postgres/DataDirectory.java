package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The data directory while no server works on it: what it says of itself, and how it is replaced as a whole. A replacement excludes
 * another one and any start; what a crash left behind is put in order once, before the directory is first looked at.
 */
final class DataDirectory {
    private final Path data;
    private final RunAs runAs;
    private final boolean durable;
    private final DataSwap swap;
    private final BooleanSupplier serverRuns;
    private final Path rewinding;
    private final AtomicBoolean changing = new AtomicBoolean();
    private boolean settled;

    DataDirectory(Path data, RunAs runAs, boolean durable, BooleanSupplier serverRuns) {
        this.data = data;
        this.runAs = runAs;
        this.durable = durable;
        this.rewinding = data.resolveSibling(data.getFileName() + ".rewinding");
        this.swap = new DataSwap(data, durable);
        this.serverRuns = serverRuns;
    }

    Path path() {
        return data;
    }

    boolean hasData() {
        settle();
        return Files.exists(data.resolve("PG_VERSION"));
    }

    private synchronized void settle() {
        if (!settled) {
            swap.settle();
            settled = true;
        }
    }

    private synchronized void unsettle() {
        settled = false;
    }

    /** Sets the mark that makes the data worthless until it is removed; beside them, because a rewind deletes what its source lacks. */
    void markRewinding() {
        DataFiles.write(rewinding, "", RunAs.SELF, durable);
    }

    void unmarkRewinding() {
        DataFiles.delete(rewinding);
    }

    /** Data between two states may look sound; they never start. */
    void refuseBroken() {
        if (Files.exists(rewinding)) {
            throw new PgspanException(
                    data + ": a rewind of these data broke off and left them unusable; clone them anew");
        }
    }

    boolean mustBeCloned() {
        if (!hasData() || changing.get()) {
            return false;
        }
        try {
            return Files.exists(rewinding) || controlFile().isEmpty();
        } catch (PgspanException e) {
            return true;
        }
    }

    Optional<ControlFile> controlFile() {
        settle();
        return ControlFile.read(data);
    }

    ControlFile requiredControlFile() {
        return controlFile()
                .orElseThrow(() -> new PgspanException(data + ": there is no control file, so there is no database"));
    }

    Optional<Lsn> shutdownEnd() {
        return controlFile()
                .filter(file -> file.state() == ControlFile.State.SHUT_DOWN)
                .map(this::shutdownEnd);
    }

    private Lsn shutdownEnd(ControlFile file) {
        WalRecord record = new WalFiles(data, file).at(file.checkpoint());
        if (!record.isShutdownCheckpoint()) {
            throw new PgspanException(data + ": the control file says SHUT_DOWN, but the WAL record at "
                    + file.checkpoint() + " is no shutdown checkpoint");
        }
        return record.end();
    }

    int timelineAt(Lsn position) {
        return controlFile()
                .map(file -> new WalFiles(data, file).newestTimelineAt(position))
                .orElse(0);
    }

    Optional<TimelineHistory> timelineHistory(int timeline) {
        if (timeline == 1) {
            return Optional.of(TimelineHistory.first());
        }
        Path file = historyFile(timeline);
        try {
            return Optional.of(TimelineHistory.parse(timeline, Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PgspanException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes the numbers up to a timeline's known to be taken: a promotion takes the number after the last one in the row for which there is
     * a history file. To be called at the last moment before it: a standby that looks for newer timelines meanwhile would take such a
     * file for the way it has to go.
     */
    void takeTimelines(TimelineHistory published) {
        for (int timeline = 2; timeline <= published.timeline(); timeline++) {
            Path file = historyFile(timeline);
            if (Files.exists(file)) {
                continue;
            }
            StringBuilder lines = new StringBuilder();
            for (TimelineHistory.Switch s : published.switches()) {
                if (s.timeline() < timeline) {
                    lines.append(s.timeline()).append('\t').append(s.at()).append("\tpublished\n");
                }
            }
            try {
                Files.writeString(file, lines);
                own(file);
            } catch (IOException e) {
                throw new PgspanException("can't write " + file + ": " + e.getMessage(), e);
            }
        }
    }

    private Path historyFile(int timeline) {
        return data.resolve("pg_wal").resolve(String.format("%08X.history", timeline));
    }

    /** What fills a new directory. */
    interface Filling {
        void into(Path incoming);
    }

    /** Has a new directory filled and swaps it in; whatever fails before leaves the old data. */
    void replace(Filling filling) {
        change(() -> {
            Path incoming = swap.incoming();
            DataFiles.deleteTree(incoming);
            try {
                DataFiles.createOwnerDirectory(incoming);
                own(incoming);
                filling.into(incoming);
                own(incoming);
            } catch (RuntimeException e) {
                deleteAfter(e, incoming);
                throw e;
            }
            try {
                swap.complete();
                unmarkRewinding();
            } catch (RuntimeException e) {
                unsettle(); // between two renames there are no data: nobody may take that for an empty start
                throw e;
            }
        });
    }

    /** Runs what changes the data while no server runs and nothing else changes or starts them. */
    void change(Runnable deed) {
        exclusively(() -> {
            if (serverRuns.getAsBoolean()) {
                throw new PgspanException(data + ": the server runs; stop it before its data are replaced");
            }
            settle();
            deed.run();
        });
    }

    /** Runs a change, or a server's start: one at a time. */
    void exclusively(Runnable deed) {
        if (!changing.compareAndSet(false, true)) {
            throw new PgspanException(data + ": is being made, cloned, rewound or started; wait for that to end");
        }
        try {
            deed.run();
        } finally {
            changing.set(false);
        }
    }

    private static void deleteAfter(RuntimeException because, Path tree) {
        try {
            DataFiles.deleteTree(tree);
        } catch (PgspanException e) {
            because.addSuppressed(e);
        }
    }

    void own() {
        own(data);
    }

    private void own(Path tree) {
        try {
            runAs.own(tree);
        } catch (IOException e) {
            throw new PgspanException("can't hand " + tree + " to the server's user: " + e.getMessage(), e);
        }
    }
}
