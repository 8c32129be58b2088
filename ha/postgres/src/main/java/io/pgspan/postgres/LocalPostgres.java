package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final PostgresInstall install;
    private final Path data;
    private final boolean durable;
    private final RunAs runAs;
    private final ConfigFiles config;
    private final Postmaster postmaster;
    private final DataDirectory directory;
    private final ServerRun run;

    private LocalPostgres(PostgresInstall install, Path data, Path log, boolean durable, RunAs runAs) {
        this.install = install;
        this.data = data.toAbsolutePath().normalize();
        this.durable = durable;
        this.runAs = runAs;
        this.config = new ConfigFiles(this.data, runAs, durable);
        this.postmaster = new Postmaster(this.data);
        this.directory = new DataDirectory(this.data, runAs, durable, postmaster::isRunning);
        this.run = new ServerRun(
                install,
                runAs,
                directory,
                config,
                postmaster,
                log.toAbsolutePath().normalize());
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
        return directory.hasData();
    }

    @Override
    public void initdb(Credentials superuser) {
        if (hasData()) {
            throw new PgspanException(data + ": there is a database already; initdb would destroy it");
        }
        Path passwordFile = data.resolveSibling(data.getFileName() + ".pwfile");
        directory.replace(incoming -> {
            new Initdb(install, runAs, durable).into(incoming, superuser, passwordFile);
            if (Files.exists(data)) {
                DataFiles.delete(data); // an empty directory somebody made; a filled one makes this fail
            }
        });
        LOG.info("{}: a new database of PostgreSQL {}", data, install.version());
    }

    @Override
    public void configure(Map<String, String> parameters, List<String> hbaLines) {
        config.configure(parameters, hbaLines);
    }

    @Override
    public Path keepPassword(Credentials credentials) {
        Path file = data.resolveSibling(data.getFileName() + ".pgpass");
        String text = PasswordFile.text(credentials);
        if (!text.equals(DataFiles.read(file))) {
            DataFiles.write(file, text, runAs, durable);
        }
        return file;
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
    public void synchronousStandbyNames(String names) {
        config.change("synchronous_standby_names", names);
        reload();
    }

    @Override
    public void start() {
        if (!hasData()) {
            throw new PgspanException(data + ": there is no database to start; make one by initdb or clone one");
        }
        run.start();
    }

    @Override
    public boolean awaitReady(Endpoint endpoint, Duration limit) {
        return run.awaitReady(endpoint, limit);
    }

    @Override
    public boolean isRunning() {
        return postmaster.isRunning();
    }

    @Override
    public boolean stop(StopMode mode, Duration limit) {
        return run.stop(mode, limit);
    }

    @Override
    public Optional<Lsn> shutDown(Duration limit) {
        return run.shutDown(limit);
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
    public void promote(TimelineHistory published, Duration limit) {
        run.promote(published, limit);
    }

    @Override
    public Optional<ControlFile> controlFile() {
        return directory.controlFile();
    }

    @Override
    public Optional<Lsn> shutdownEnd() {
        return directory.shutdownEnd();
    }

    @Override
    public int timelineAt(Lsn position) {
        return directory.timelineAt(position);
    }

    @Override
    public Optional<TimelineHistory> timelineHistory(int timeline) {
        return directory.timelineHistory(timeline);
    }

    @Override
    public void cloneFrom(
            Endpoint source, Credentials credentials, String applicationName, String slotName, Duration limit) {
        long began = System.nanoTime();
        directory.replace(incoming -> {
            new Clone(install, source, credentials, applicationName, slotName).into(incoming, Deadline.after(limit));
            new ConfigFiles(incoming, runAs, false).becomeStandby();
        });
        LOG.info("{}: cloned from {} in {} ms", data, source, (System.nanoTime() - began) / 1_000_000);
    }

    @Override
    public boolean canRewind() {
        return install.canRewind()
                && hasData()
                && !mustBeCloned()
                && controlFile().filter(ControlFile::canBeRewound).isPresent();
    }

    @Override
    public boolean mustBeCloned() {
        return directory.mustBeCloned();
    }

    @Override
    public void rewind(Endpoint source, Credentials credentials, Duration limit) {
        long began = System.nanoTime();
        directory.refuseBroken();
        directory.change(
                () -> new Rewind(install, runAs, directory, durable).from(source, credentials, Deadline.after(limit)));
        LOG.info("{}: rewound to {} in {} ms", data, source, (System.nanoTime() - began) / 1_000_000);
    }

    @Override
    public long logged() {
        return run.logged();
    }

    @Override
    public String loggedSince(long bytes) {
        return run.loggedSince(bytes);
    }
}
