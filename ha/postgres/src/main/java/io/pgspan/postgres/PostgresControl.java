package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The port through which one PostgreSQL server is handled. It does what it is told and decides nothing.
 *
 * <p>One object serves one data directory; it may be used from several threads: {@link #kill()} and {@link #isRunning()} never wait
 * behind a stop, a clone or a promotion under way. Two processes must not handle the same data directory at the same time.
 */
public interface PostgresControl {
    /** The directory that holds, or will hold, the database. */
    Path dataDirectory();

    /** Whether there is a database to start. */
    boolean hasData();

    /**
     * Makes a new, empty database: UTF-8, C locale, data checksums, SCRAM-SHA-256 for everybody. All or nothing.
     *
     * @throws PgspanException when there is data already, or {@code initdb} fails (with what it said)
     */
    void initdb(Credentials superuser);

    /**
     * Writes the whole of {@code postgresql.conf} and {@code pg_hba.conf} and empties {@code postgresql.auto.conf}, each
     * atomically; what a file held before is gone. {@code unix_socket_directories} is empty unless given. Takes effect at the next
     * start or {@link #reload()}.
     *
     * @throws PgspanException when a name or value can't be written as one line
     */
    void configure(Map<String, String> parameters, List<String> hbaLines);

    /** Sets or removes {@code standby.signal}: whether the next start is as a standby. */
    void standbySignal(boolean on);

    /**
     * Keeps a user's password for connections of the server's own, to whichever server, in a file as libpq reads it: beside the data directory, so
     * that no configuration, log or base backup holds it, and the server's alone to read. Costs a look when it is there already.
     *
     * @return the file, for {@link Conninfo}
     * @throws PgspanException when it can't be written, or the password or the user's name holds a line break
     */
    Path keepPassword(Credentials credentials);

    /** Sets {@code recovery.signal}: the next start recovers to a target from the archive. Removes {@code standby.signal}. */
    void recoverySignal();

    /**
     * Has the server read its configuration files again (SIGHUP).
     *
     * @throws PgspanException when it doesn't run
     */
    void reload();

    /**
     * Changes {@code synchronous_standby_names} alone in the {@code postgresql.conf} that {@link #configure} wrote, and reloads. The
     * server shows the change within moments, see {@link ServerStatus#synchronousStandbyNames()}.
     *
     * @param names the setting's text, such as {@code ANY 1 ("a","b")}; empty for none
     * @throws PgspanException when {@link #configure} never wrote that file; when the server doesn't run (the change then counts from
     *     its next start)
     */
    void synchronousStandbyNames(String names);

    /**
     * Launches the server and returns at once; {@link #awaitReady} tells whether it came up.
     *
     * @throws PgspanException when there is no data, or any server process works on it already
     */
    void start();

    /**
     * Waits until the server accepts connections, first by its lock file, then by a TCP connection.
     *
     * @return false when the limit passed and the process still tries
     * @throws PostgresStartException when the process ended
     */
    boolean awaitReady(Endpoint endpoint, Duration limit);

    /** Whether a postmaster works on the data directory: the one started here, or one left behind by an earlier process. */
    boolean isRunning();

    /**
     * Shuts the server down. When the limit passes, it is stopped immediately, and killed after five more seconds.
     *
     * @return whether it went down in the asked mode within the limit, or was down already
     */
    boolean stop(StopMode mode, Duration limit);

    /**
     * Begins a fast shutdown and waits only until the control file says that it is done: all sessions have ended, the shutdown
     * checkpoint is flushed, and no commit will ever be acknowledged by this run of the server. The process lives on for a while, to
     * hand the last WAL to connected standbys: {@link #stop} awaits its end. Does nothing to a server that doesn't run.
     *
     * @return {@link #shutdownEnd()}; empty when the limit passed before, or the server went down as a standby or by a crash
     * @throws PgspanException as {@link #shutdownEnd()}
     */
    Optional<Lsn> shutDown(Duration limit);

    /**
     * The end of the checkpoint record with which a primary shut down, read from its WAL: a standby that has received up to here, on
     * that timeline, has all it ever wrote. Empty when the control file doesn't say {@link ControlFile.State#SHUT_DOWN}, as on a standby.
     *
     * @throws PgspanException when the record isn't in {@code pg_wal} or is damaged
     */
    Optional<Lsn> shutdownEnd();

    /**
     * Ends the postmaster and all its descendants by SIGKILL and waits until they are gone, at most ten seconds.
     *
     * @throws PgspanException when a process outlives that; the node itself must then be fenced
     */
    void kill();

    /**
     * Kills the server processes that a dead process left behind on this data directory and removes a stale lock file. Does nothing
     * while the server was started here.
     *
     * @return whether there was anything to clear
     */
    boolean clearLeftovers();

    /** Has {@code hook} run, on another thread, each time a server that was started here ends, for whatever reason. */
    void onExit(Runnable hook);

    /**
     * Promotes a standby and waits until its control file says "in production". Works without a connection.
     *
     * @param published the newest history known of anywhere: the new timeline's number is greater than its timeline. A standby that has
     *     never heard of that timeline would take its number a second time
     * @throws PgspanException when it is no running standby, ends meanwhile, or the limit passes; it may still finish after that
     */
    void promote(TimelineHistory published, Duration limit);

    /**
     * The control file; empty when there is no database.
     *
     * @throws PgspanException when it is damaged
     */
    Optional<ControlFile> controlFile();

    /**
     * The newest timeline of which {@code pg_wal} has the segment that ends at, or holds, a position; 0 when there is none, or no database.
     * A standby whose receiver has stopped says nothing of the timeline it has received last, and its control file learns of a new one
     * only with the next restartpoint.
     */
    int timelineAt(Lsn position);

    /**
     * The history of a timeline from the local {@code pg_wal}; empty when the file isn't there. Timeline 1 has none and is always
     * answered.
     */
    Optional<TimelineHistory> timelineHistory(int timeline);

    /**
     * Replaces the data directory by a base backup of {@code source}, taken over the replication protocol with the WAL that makes it
     * consistent. The result holds {@code standby.signal} and an empty {@code postgresql.auto.conf}, and the source's
     * configuration files: {@link #configure} comes next. The physical slot {@code slotName} is created on the source first, with WAL
     * reserved, if it isn't there; a slot that has lost its WAL is replaced.
     *
     * <p>The data directory is at any time either the old one or the complete new one. The backup arrives in {@code <data>.incoming};
     * only when it is complete and flushed, the old directory is renamed to {@code <data>.replaced}, the new one takes its place, and
     * the old one is deleted. Whoever starts after a crash in between finishes: data there → the other two are rubbish and deleted; data
     * missing and {@code .replaced} there → {@code .incoming} was complete and takes its place; data missing and no
     * {@code .replaced} → {@code .incoming} is of unknown completeness and deleted.
     *
     * @param limit for the whole of it
     * @throws PgspanException when the server runs, or the source fails or is of another major version; the old data stay
     */
    void cloneFrom(Endpoint source, Credentials credentials, String applicationName, String slotName, Duration limit);

    /** Whether {@link #rewind} is possible: {@code pg_rewind} is installed, and the data have checksums or hint bits in their WAL. */
    boolean canRewind();

    /**
     * Turns stopped data that have diverged from {@code source}, a primary, back to where both were one, by {@code pg_rewind}, and on
     * to the source's present state. Has the source make a checkpoint first; a crashed target recovers before. Data that haven't
     * diverged stay as they are, without a recovery too where {@code pg_waldump} tells that a crashed primary's WAL ends before the fork. The result starts as a standby: it holds {@code standby.signal}, an empty
     * {@code postgresql.auto.conf} and the source's configuration files, so {@link #configure} comes next, as after
     * {@link #cloneFrom}.
     *
     * @param limit for the whole of it
     * @throws PgspanException when the server runs, the source is no primary of the same system or fails, WAL is missing, or the limit
     *     passes; {@link #mustBeCloned()} tells then whether the data are still whole
     */
    void rewind(Endpoint source, Credentials credentials, Duration limit);

    /**
     * Whether there are data that are known to be unusable: a rewind broke off in the middle, or the control file is damaged or missing.
     * {@link #start} and {@link #rewind} refuse them, {@link #cloneFrom} replaces them. False while a clone or rewind is under way.
     */
    boolean mustBeCloned();

    /** How many bytes the server's log has; 0 when there is none. */
    long logged();

    /** The last lines of what was logged after the first {@code bytes}: 20 lines, 16 KiB at most; empty when the log can't be read. */
    String loggedSince(long bytes);
}
