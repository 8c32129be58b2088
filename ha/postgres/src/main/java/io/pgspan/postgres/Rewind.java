package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a diverged data directory back to where it left the source's history, by {@code pg_rewind}, in steps of which only the last
 * changes data that can't be had back:
 *
 * <ol>
 *   <li>The source is a primary, of this system, and makes a checkpoint; then its control file must name the timeline it writes.
 *       {@code pg_rewind} reads the source's timeline there and nowhere else: soon after a promotion it finds the old one, concludes
 *       that there is nothing to do, or too little, says so with exit code 0, and leaves a server that never comes up.
 *   <li>Meanwhile a target that crashed recovers in single-user mode, without a signal file, which that mode refuses. It keeps all
 *       WAL: its last checkpoint would remove what the rewind must read.
 *   <li>A dry run: it finds the point of divergence and reads all the target's WAL since, so that missing WAL shows here. It is left out
 *       where the recovery just before has read all that.
 *   <li>The run, between setting and removing a mark: {@code pg_rewind} writes the control file last, so one that broke off leaves data
 *       that look sound and aren't. What it wrote is flushed before the mark is removed, by {@link DataFlush}: its own way takes up to half a second more.
 * </ol>
 *
 * <p>Cost: the target's WAL since the divergence read, twice with a dry run, and the source's changed blocks copied.
 */
class Rewind {
    private static final Logger LOG = LoggerFactory.getLogger(Rewind.class);
    private static final String TOOL = "pg_rewind";
    private static final String WAL_READER = "pg_waldump";

    private final PostgresInstall install;
    private final RunAs runAs;
    private final DataDirectory directory;
    private final boolean durable;

    Rewind(PostgresInstall install, RunAs runAs, DataDirectory directory, boolean durable) {
        this.install = install;
        this.runAs = runAs;
        this.directory = directory;
        this.durable = durable;
    }

    void from(Endpoint source, Credentials credentials, Deadline deadline) {
        ControlFile target = directory.requiredControlFile();
        if (!target.canBeRewound()) {
            throw new PgspanException(directory.path()
                    + ": has neither data checksums nor wal_log_hints, so it can't be rewound; clone it anew");
        }
        install.tool(TOOL);
        int timeline;
        boolean leftSince;
        try (PostgresProbe probe = new PostgresProbe(source, credentials)) {
            timeline = checkedTimeline(probe, target, deadline);
            Optional<Lsn> fork = forkSinceCheckpoint(probe, timeline, target);
            if (fork.isPresent() && endsAt(fork.get(), target, deadline)) {
                becomeStandby();
                return;
            }
            leftSince = fork.isPresent();
            prepareAndRecover(probe, timeline, target, deadline);
        }
        if (!leftSince && run(source, credentials, deadline, "--dry-run").contains("no rewind required")) {
            becomeStandby();
            return;
        }
        directory.markRewinding();
        run(source, credentials, deadline);
        ControlFile rewound = directory.requiredControlFile();
        if (rewound.minRecoveryTimeline() != timeline) {
            throw new PgspanException(directory.path() + ": was rewound to timeline " + rewound.minRecoveryTimeline()
                    + ", while the source writes " + timeline + "; clone it anew");
        }
        if (durable) {
            flush();
        }
        becomeStandby();
        directory.unmarkRewinding();
    }

    /** Before the mark is removed. */
    void flush() {
        new DataFlush().flush(directory.path());
    }

    private static int checkedTimeline(PostgresProbe source, ControlFile target, Deadline deadline) {
        ServerStatus status = source.status(deadline.remaining());
        if (status.inRecovery()) {
            throw new PgspanException(source.endpoint() + " is no primary; only from one can data be rewound");
        }
        if (status.systemIdentifier() != target.systemIdentifier()) {
            throw new PgspanException(source.endpoint() + " has the system identifier "
                    + Long.toUnsignedString(status.systemIdentifier()) + ", the data here have "
                    + target.systemIdentifierText() + "; they never were one");
        }
        return status.timeline();
    }

    /**
     * Where the source's timeline forked off a crashed primary's, if that is known and was after the last checkpoint: then its recovery reads all
     * that a rewind must know.
     */
    private Optional<Lsn> forkSinceCheckpoint(PostgresProbe source, int timeline, ControlFile target) {
        int own = target.timeline();
        if (target.state() != ControlFile.State.IN_PRODUCTION
                || own < target.minRecoveryTimeline()
                || timeline <= own) {
            return Optional.empty();
        }
        return fork(source, timeline, own)
                .filter(fork -> target.checkpoint().compareTo(fork) < 0 && directory.timelineAt(fork) == own);
    }

    /**
     * Whether a crashed primary's WAL is known to end at the fork or before: then it has nothing to take back, and its own recovery as a
     * standby is all it needs. What can't be told for certain is not so: recovery and {@code pg_rewind} find out.
     */
    private boolean endsAt(Lsn fork, ControlFile target, Deadline deadline) {
        return install.has(WAL_READER) && !hasRecordAt(fork, target.timeline(), deadline);
    }

    /** Where the source left a timeline, by its history file; empty when it never was on it, and when the file can't be had or read. */
    private Optional<Lsn> fork(PostgresProbe source, int timeline, int own) {
        String file = String.format(Locale.ROOT, "pg_wal/%08X.history", timeline);
        try {
            String told = source.query("SELECT pg_read_file('" + file + "') AS history")
                    .get(0)
                    .getOrDefault("history", "");
            return TimelineHistory.parse(timeline, told).endOf(own);
        } catch (PostgresUnavailableException gone) {
            throw gone;
        } catch (PgspanException unreadable) {
            LOG.info(
                    "{}: {} of {} can't be read: {}",
                    directory.path(),
                    file,
                    source.endpoint(),
                    unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** Whether there is a valid record there or later; also when that can't be told. */
    private boolean hasRecordAt(Lsn position, int timeline, Deadline deadline) {
        List<String> command = List.of(
                install.tool(WAL_READER).toString(),
                "--path=" + directory.path().resolve("pg_wal"),
                "--timeline=" + timeline,
                "--start=" + position,
                "--limit=1");
        Command.Outcome outcome =
                Command.run(runAs.wrap(command), deadline.remaining(), directory.path(), Map.of("LC_ALL", "C"));
        return outcome.exitCode() == 0 || !outcome.output().contains("could not find a valid record after " + position);
    }

    /** The source's checkpoint and the target's recovery take about as long, on different disks. */
    private void prepareAndRecover(PostgresProbe source, int timeline, ControlFile target, Deadline deadline) {
        CompletableFuture<Void> prepared = CompletableFuture.runAsync(
                () -> prepare(source, timeline, deadline), task -> new Thread(task, "pgspan-rewind-source").start());
        try {
            recover(target, deadline);
        } finally {
            // it uses the caller's connection, and has the same deadline
            prepared.exceptionally(failure -> null).join();
        }
        try {
            prepared.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof PgspanException told ? told : e;
        }
    }

    /** Tests leave this out, to show what it is for. */
    void prepare(PostgresProbe source, int timeline, Deadline deadline) {
        source.checkpoint(deadline.remaining());
        String sql = "SELECT timeline_id FROM pg_control_checkpoint()";
        String told = source.query(sql).get(0).get("timeline_id");
        if (!Integer.toString(timeline).equals(told)) {
            throw new PgspanException(source.endpoint() + " writes timeline " + timeline
                    + ", but its control file names " + told + " even after a checkpoint; try again later");
        }
    }

    private void recover(ControlFile target, Deadline deadline) {
        if (target.state().isCleanShutdown()) {
            return;
        }
        ConfigFiles config = new ConfigFiles(directory.path(), runAs, durable);
        config.signal(ConfigFiles.STANDBY_SIGNAL, false);
        config.signal(ConfigFiles.RECOVERY_SIGNAL, false);
        List<String> command = List.of(
                install.tool("postgres").toString(),
                "--single",
                "-D",
                directory.path().toString(),
                "-c",
                "wal_keep_size=1TB",
                "template1");
        Command.Outcome outcome = Command.run(runAs.wrap(command), deadline.remaining(), directory.path(), Map.of());
        ControlFile.State state = directory.requiredControlFile().state();
        if (outcome.exitCode() != 0 || !state.isCleanShutdown()) {
            throw failed("crash recovery before the rewind", outcome);
        }
    }

    private String run(Endpoint source, Credentials credentials, Deadline deadline, String... options) {
        Path data = directory.path();
        List<String> command = new ArrayList<>(List.of(
                install.tool(TOOL).toString(),
                "--target-pgdata=" + data,
                "--source-server="
                        + Conninfo.ofTool(
                                source, credentials.user(), install.version().major()),
                "--no-ensure-shutdown",
                "--no-sync"));
        command.addAll(List.of(options));
        // by the environment: a command line is everybody's to read
        Map<String, String> environment =
                Map.of("PGPASSWORD", credentials.password().reveal());
        Command.Outcome outcome = Command.run(runAs.wrap(command), deadline.remaining(), data, environment);
        if (outcome.exitCode() != 0) {
            throw failed(TOOL + " " + String.join(" ", options), outcome);
        }
        return outcome.output();
    }

    private void becomeStandby() {
        new ConfigFiles(directory.path(), runAs, durable).becomeStandby();
    }

    private PgspanException failed(String what, Command.Outcome outcome) {
        return new PgspanException(directory.path() + ": " + what + " failed with exit code " + outcome.exitCode()
                + ":\n" + outcome.output().strip());
    }
}
