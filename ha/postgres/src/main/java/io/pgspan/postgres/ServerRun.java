package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the server after another: its start, its promotion, its ends. What it is doing is read from its lock and control files. */
final class ServerRun {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRun.class);
    private static final Duration IMMEDIATE_STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    /** Between two looks at the control file while nobody can write. */
    private static final Duration OUTAGE_PAUSE = Duration.ofMillis(2);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final PostgresInstall install;
    private final RunAs runAs;
    private final DataDirectory directory;
    private final ConfigFiles config;
    private final Postmaster postmaster;
    private final Path log;
    private volatile long logStart;

    ServerRun(
            PostgresInstall install,
            RunAs runAs,
            DataDirectory directory,
            ConfigFiles config,
            Postmaster postmaster,
            Path log) {
        this.install = install;
        this.runAs = runAs;
        this.directory = directory;
        this.config = config;
        this.postmaster = postmaster;
        this.log = log;
    }

    void start() {
        directory.exclusively(() -> {
            directory.refuseBroken();
            directory.own();
            logStart = log.toFile().length();
            List<String> command = List.of(
                    install.tool("postgres").toString(), "-D", directory.path().toString());
            postmaster.launch(runAs.wrap(command), log);
        });
    }

    long logged() {
        return log.toFile().length();
    }

    String loggedSince(long bytes) {
        return LogTail.of(log, bytes);
    }

    boolean awaitReady(Endpoint endpoint, Duration limit) {
        return Deadline.after(limit).await(PAUSE, () -> {
            OptionalInt exitCode = postmaster.exitCode();
            if (exitCode.isPresent()) {
                throw new PostgresStartException(
                        directory.path() + ": PostgreSQL ended with exit code " + exitCode.getAsInt()
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

    boolean stop(StopMode mode, Duration limit) {
        if (!postmaster.signal(mode.signal()) || postmaster.awaitGone(limit)) {
            return true;
        }
        LOG.warn("{}: a {} shutdown did not end within {}; stopping it immediately", directory.path(), mode, limit);
        if (mode == StopMode.IMMEDIATE
                || (postmaster.signal(StopMode.IMMEDIATE.signal()) && !postmaster.awaitGone(IMMEDIATE_STOP_LIMIT))) {
            postmaster.kill();
        }
        return false;
    }

    Optional<Lsn> shutDown(Duration limit) {
        // a server that only starts still shows the last shutdown's state: then its end must be awaited
        boolean stale = state() == ControlFile.State.SHUT_DOWN;
        if (postmaster.signal(StopMode.FAST.signal())) {
            Deadline.after(limit)
                    .await(
                            OUTAGE_PAUSE,
                            () -> (!stale && state() == ControlFile.State.SHUT_DOWN) || !postmaster.isRunning());
        }
        return stale && postmaster.isRunning() ? Optional.empty() : directory.shutdownEnd();
    }

    void promote(TimelineHistory published, Duration limit) {
        ControlFile.State before = state();
        if (before != ControlFile.State.ARCHIVE_RECOVERY || !postmaster.isRunning()) {
            throw new PgspanException(directory.path() + ": only a running standby can be promoted; this server "
                    + (postmaster.isRunning() ? "runs" : "doesn't run") + " and its control file says " + before);
        }
        directory.takeTimelines(published);
        config.promoteSignal();
        postmaster.signal("USR1");
        boolean promoted = Deadline.after(limit).await(OUTAGE_PAUSE, () -> {
            if (state() == ControlFile.State.IN_PRODUCTION) {
                return true;
            }
            if (!postmaster.isRunning()) {
                throw new PgspanException(directory.path() + ": the server ended while it was being promoted:\n"
                        + LogTail.of(log, logStart));
            }
            return false;
        });
        if (!promoted) {
            throw new PgspanException(directory.path() + ": not promoted within " + limit + "; its control file says "
                    + state() + ". The promotion may still finish: stop the server if it must not");
        }
    }

    private ControlFile.State state() {
        return directory.requiredControlFile().state();
    }
}
