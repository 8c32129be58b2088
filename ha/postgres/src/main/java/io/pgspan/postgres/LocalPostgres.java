package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.TimelineHistory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server on this machine: {@code postgres} as a direct child, so that its exit, log and process id are in hand. As root
 * the server is started without root's rights (a user namespace, or an ordinary user id to which the data are handed over).
 *
 * <p>The server outlives a JVM that is killed; {@link #isRunning()} and {@link #clearLeftovers()} find it again by its data directory.
 * The parent of the data directory must be writable and on the same file system: a volume is mounted there, not at the data
 * directory itself.
 */
public final class LocalPostgres implements PostgresControl {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);
    private static final Duration IMMEDIATE_STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final PostgresInstall install;
    private final Path data;
    private final Path log;
    private final boolean durable;
    private final RunAs runAs;
    private final ConfigFiles config;
    private final DataSwap swap;
    private final Postmaster postmaster;
    private final AtomicBoolean replacing = new AtomicBoolean();
    private boolean settled;
    private volatile long logStart;

    private LocalPostgres(PostgresInstall install, Path data, Path log, boolean durable, RunAs runAs) {
        this.install = install;
        this.data = data.toAbsolutePath().normalize();
        this.log = log.toAbsolutePath().normalize();
        this.durable = durable;
        this.runAs = runAs;
        this.config = new ConfigFiles(this.data, runAs, durable);
        this.swap = new DataSwap(this.data, durable);
        this.postmaster = new Postmaster(this.data);
    }

    /**
     * A server whose files are flushed to the disk before they are relied on.
     *
     * @param install the executables
     * @param dataDirectory where the database is or will be
     * @param logFile to which the server's output is appended
     */
    public static LocalPostgres on(PostgresInstall install, Path dataDirectory, Path logFile) {
        return on(install, dataDirectory, logFile, true);
    }

    /**
     * As {@link #on(PostgresInstall, Path, Path)}.
     *
     * @param durable false leaves out every flush of a new database, clone or configuration: for tests, where the machine doesn't
     *     crash. It has no effect on the server's own {@code fsync} parameter.
     */
    public static LocalPostgres on(PostgresInstall install, Path dataDirectory, Path logFile, boolean durable) {
        return new LocalPostgres(install, dataDirectory, logFile, durable, RunAs.chosen());
    }

    static LocalPostgres on(PostgresInstall install, Path dataDirectory, Path logFile, boolean durable, RunAs runAs) {
        return new LocalPostgres(install, dataDirectory, logFile, durable, runAs);
    }

    @Override
    public Path dataDirectory() {
        return data;
    }

    @Override
    public boolean hasData() {
        settle();
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /** What a crash left behind is put in order once, before the data directory is first looked at. */
    private synchronized void settle() {
        if (!settled) {
            swap.settle();
            settled = true;
        }
    }

    private synchronized void unsettle() {
        settled = false;
    }

    @Override
    public void initdb(Credentials superuser) {
        if (hasData()) {
            throw new PgspanException(data + ": there is a database already; initdb would destroy it");
        }
        replace(() -> {
            Path incoming = swap.incoming();
            DataFiles.createOwnerDirectory(incoming);
            own(incoming);
            Path passwordFile = data.resolveSibling(data.getFileName() + ".pwfile");
            try {
                DataFiles.write(passwordFile, superuser.password().reveal() + "\n", runAs, false);
                runInitdb(incoming, superuser.user(), passwordFile);
            } finally {
                DataFiles.delete(passwordFile);
            }
            if (Files.exists(data)) {
                DataFiles.delete(data); // an empty directory somebody made; a filled one makes this fail
            }
        });
        LOG.info("{}: a new database of PostgreSQL {}", data, install.version());
    }

    private void runInitdb(Path target, String user, Path passwordFile) {
        List<String> command = new ArrayList<>(List.of(
                install.tool("initdb").toString(),
                "-D",
                target.toString(),
                "--username=" + user,
                "--pwfile=" + passwordFile,
                "--auth-host=scram-sha-256",
                "--auth-local=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums",
                "--no-instructions"));
        if (!durable) {
            command.add("--no-sync");
        }
        Command.Outcome outcome = Command.run(runAs.wrap(command), INITDB_LIMIT);
        if (outcome.exitCode() != 0) {
            throw new PgspanException("initdb of " + data + " failed with exit code " + outcome.exitCode() + ":\n"
                    + outcome.output().strip());
        }
    }

    /** Fills {@code .incoming} and swaps it in; whatever fails before leaves the old data. */
    private void replace(Runnable fill) {
        if (!replacing.compareAndSet(false, true)) {
            throw new PgspanException(data + ": is being made or cloned already; wait for that to end");
        }
        try {
            if (postmaster.isRunning()) {
                throw new PgspanException(data + ": the server runs; stop it before its data are replaced");
            }
            settle();
            DataFiles.deleteTree(swap.incoming());
            try {
                fill.run();
            } catch (RuntimeException e) {
                deleteIncoming(e);
                throw e;
            }
            try {
                swap.complete();
            } catch (RuntimeException e) {
                unsettle(); // between two renames there are no data: nobody may take that for an empty start
                throw e;
            }
        } finally {
            replacing.set(false);
        }
    }

    private void deleteIncoming(RuntimeException because) {
        try {
            DataFiles.deleteTree(swap.incoming());
        } catch (PgspanException e) {
            because.addSuppressed(e);
        }
    }

    private void own(Path tree) {
        try {
            runAs.own(tree);
        } catch (IOException e) {
            throw new PgspanException("can't hand " + tree + " to the server's user: " + e.getMessage(), e);
        }
    }

    @Override
    public void configure(Map<String, String> parameters, List<String> hbaLines) {
        config.configure(parameters, hbaLines);
    }

    @Override
    public void standbySignal(boolean on) {
        config.signal(ConfigFiles.STANDBY_SIGNAL, on);
    }

    @Override
    public void recoverySignal() {
        config.signal(ConfigFiles.RECOVERY_SIGNAL, true);
        config.signal(ConfigFiles.STANDBY_SIGNAL, false);
    }

    @Override
    public void reload() {
        if (!postmaster.signal("HUP")) {
            throw new PgspanException(data + ": the server doesn't run, so it can't reload its configuration");
        }
    }

    @Override
    public void start() {
        if (!hasData()) {
            throw new PgspanException(data + ": there is no database to start; make one by initdb or clone one");
        }
        if (replacing.get()) {
            throw new PgspanException(data + ": is being made or cloned; wait for that to end before starting");
        }
        own(data);
        logStart = log.toFile().length();
        postmaster.launch(runAs.wrap(List.of(install.tool("postgres").toString(), "-D", data.toString())), log);
    }

    @Override
    public boolean awaitReady(Endpoint endpoint, Duration limit) {
        return Deadline.after(limit).await(PAUSE, () -> {
            OptionalInt exitCode = postmaster.exitCode();
            if (exitCode.isPresent()) {
                throw new PostgresStartException(
                        data + ": PostgreSQL ended with exit code " + exitCode.getAsInt()
                                + " before it accepted connections",
                        exitCode.getAsInt(),
                        LogTail.of(log, logStart));
            }
            return postmaster.isReady() && accepts(endpoint);
        });
    }

    private static boolean accepts(Endpoint endpoint) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), (int) CONNECT_LIMIT.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return postmaster.isRunning();
    }

    @Override
    public boolean stop(StopMode mode, Duration limit) {
        if (!postmaster.signal(mode.signal()) || postmaster.awaitGone(limit)) {
            return true;
        }
        LOG.warn("{}: a {} shutdown did not end within {}; stopping it immediately", data, mode, limit);
        if (mode == StopMode.IMMEDIATE
                || (postmaster.signal(StopMode.IMMEDIATE.signal()) && !postmaster.awaitGone(IMMEDIATE_STOP_LIMIT))) {
            postmaster.kill();
        }
        return false;
    }

    @Override
    public void kill() {
        postmaster.kill();
    }

    @Override
    public boolean clearLeftovers() {
        return postmaster.clearLeftovers();
    }

    @Override
    public void onExit(Runnable hook) {
        postmaster.onExit(hook);
    }

    @Override
    public void promote(Duration limit) {
        ControlFile.State before = state();
        if (before != ControlFile.State.ARCHIVE_RECOVERY || !postmaster.isRunning()) {
            throw new PgspanException(data + ": only a running standby can be promoted; this server "
                    + (postmaster.isRunning() ? "runs" : "doesn't run") + " and its control file says " + before);
        }
        config.signal(ConfigFiles.PROMOTE_SIGNAL, true);
        postmaster.signal("USR1");
        boolean promoted = Deadline.after(limit).await(PAUSE, () -> {
            if (state() == ControlFile.State.IN_PRODUCTION) {
                return true;
            }
            if (!postmaster.isRunning()) {
                throw new PgspanException(
                        data + ": the server ended while it was being promoted:\n" + LogTail.of(log, logStart));
            }
            return false;
        });
        if (!promoted) {
            throw new PgspanException(data + ": not promoted within " + limit + "; its control file says " + state()
                    + ". The promotion may still finish: stop the server if it must not");
        }
    }

    private ControlFile.State state() {
        return controlFile()
                .map(ControlFile::state)
                .orElseThrow(() -> new PgspanException(data + ": there is no control file, so there is no database"));
    }

    @Override
    public Optional<ControlFile> controlFile() {
        settle();
        return ControlFile.read(data);
    }

    @Override
    public Optional<TimelineHistory> timelineHistory(int timeline) {
        if (timeline == 1) {
            return Optional.of(TimelineHistory.first());
        }
        Path file = data.resolve("pg_wal").resolve(String.format("%08X.history", timeline));
        try {
            return Optional.of(TimelineHistory.parse(timeline, Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PgspanException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void cloneFrom(
            Endpoint source, Credentials credentials, String applicationName, String slotName, Duration limit) {
        long began = System.nanoTime();
        replace(() -> {
            DataFiles.createOwnerDirectory(swap.incoming());
            new Clone(install, source, credentials, applicationName, slotName)
                    .into(swap.incoming(), Deadline.after(limit));
            ConfigFiles cloned = new ConfigFiles(swap.incoming(), runAs, false);
            cloned.clearAutoConf();
            cloned.signal(ConfigFiles.STANDBY_SIGNAL, true);
            cloned.signal(ConfigFiles.RECOVERY_SIGNAL, false);
            own(swap.incoming());
        });
        LOG.info("{}: cloned from {} in {} ms", data, source, (System.nanoTime() - began) / 1_000_000);
    }
}
