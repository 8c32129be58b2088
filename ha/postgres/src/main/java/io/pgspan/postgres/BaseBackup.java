package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Takes a base backup of a running server (PostgreSQL 15 or later) over a replication connection, as {@code pg_basebackup} does,
 * and hands the tar archives on as they arrive. Nothing is kept in memory but one part of at most 32 KiB or so.
 *
 * <pre>{@code
 * BaseBackup.Result taken = BaseBackup.stream(
 *     Endpoint.of("10.0.0.7:5432"), credentials, BaseBackup.Options.of("nightly"), sink);
 * }</pre>
 */
public final class BaseBackup {
    /** The default limit for the whole. */
    public static final Duration LIMIT_DEFAULT = Duration.ofHours(12);

    private BaseBackup() {}

    /**
     * How a backup is taken.
     *
     * @param label its label, as in {@code backup_label}: printable, without backslash, 1 to 200 characters
     * @param applicationName as it shows in {@code pg_stat_replication}
     * @param waitForArchive whether the server waits until the archiver has taken the last WAL the backup needs; only then can the
     *     backup be recovered from the archive
     * @param includeWal whether the WAL that makes the backup consistent is put into {@code base.tar}
     */
    public record Options(String label, String applicationName, boolean waitForArchive, boolean includeWal) {
        private static final int LABEL_LENGTH_MAX = 200;

        /** @throws PgspanException when the label can't be sent as it is */
        public Options {
            boolean plain = label.chars().allMatch(c -> c >= ' ' && c < 127 && c != '\\');
            if (label.isEmpty() || label.length() > LABEL_LENGTH_MAX || !plain) {
                throw new PgspanException("backup label: '" + label
                        + "' must have 1 to 200 printable ASCII characters without backslash");
            }
        }

        /** Waits for the archive and leaves the WAL out of the backup: it is in the archive already. */
        public static Options of(String label) {
            return new Options(label, "pgspan-backup", true, false);
        }
    }

    /** Where the archives go. A stream is closed when its archive is complete, and only then. */
    public interface Sink {
        /**
         * Opens the target of one archive.
         *
         * @param name {@code base.tar}, or {@code <oid>.tar} for a tablespace
         * @param tablespacePath where the tablespace lies on the server; empty for the main directory
         */
        OutputStream archive(String name, String tablespacePath) throws IOException;

        /** Opens the target of the backup manifest, the last part. */
        OutputStream manifest() throws IOException;

        /** Told once when the backup fails: whatever is open stays unclosed and is worth nothing. */
        default void abort() {}
    }

    /**
     * What was taken.
     *
     * @param start where replay begins
     * @param stop up to where replay must go before the backup is consistent
     * @param timeline of both
     */
    public record Result(Lsn start, Lsn stop, int timeline) {}

    /**
     * Takes a backup within {@link #LIMIT_DEFAULT}.
     *
     * @throws PostgresUnavailableException when the server can't be reached or falls silent for 150 seconds
     * @throws PostgresServerException when the server refuses or fails
     * @throws PgspanException when the sink fails
     */
    public static Result stream(Endpoint server, Credentials credentials, Options options, Sink sink) {
        return stream(server, credentials, options, sink, LIMIT_DEFAULT);
    }

    /** As {@link #stream(Endpoint, Credentials, Options, Sink)}, within a limit. */
    public static Result stream(Endpoint server, Credentials credentials, Options options, Sink sink, Duration limit) {
        boolean complete = false;
        try (ReplicationConnection connection =
                ReplicationConnection.open(server, credentials, options.applicationName(), Deadline.after(limit))) {
            Result result = new BaseBackupStream(connection).receive(options, new Forward(sink));
            complete = true;
            return result;
        } finally {
            if (!complete) {
                sink.abort();
            }
        }
    }

    private record Forward(Sink sink) implements BaseBackupStream.Receiver {
        @Override
        public void archive(String name, String tablespacePath, InputStream tar) throws IOException {
            copy(tar, sink.archive(name, tablespacePath));
        }

        @Override
        public void manifest(InputStream json) throws IOException {
            copy(json, sink.manifest());
        }

        private static void copy(InputStream in, OutputStream out) throws IOException {
            in.transferTo(out);
            out.close(); // not in a finally: closing says that the part is complete
        }
    }
}
