package io.pgspan.backup.embedded;

import io.pgspan.backup.BackupCatalog;
import io.pgspan.backup.BackupException;
import io.pgspan.backup.BackupFile;
import io.pgspan.backup.BackupInfo;
import io.pgspan.backup.store.ObjectStore;
import io.pgspan.backup.wal.WalArchive;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.wal.WalSegment;
import io.pgspan.postgres.BaseBackup;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.PostgresProbe;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes base backups over the replication protocol straight into an object store.
 *
 * <ol>
 *   <li>The data directory is streamed to {@code <prefix>/backup/<label>/base.tar}, the manifest beside it.
 *   <li>The log from its start to its end is awaited in the archive at the same prefix; without it the copy is a heap of pages.
 *   <li>The metadata are written, last: only now the backup is in the {@link BackupCatalog}.
 * </ol>
 *
 * <p>A backup that is killed leaves objects that no catalogue shows and no later backup uses. The moments kept are the server's,
 * because targets are compared with the moments of its commits.
 */
public final class EmbeddedBackup {
    /** How long the log of a finished copy is awaited in the archive, unless said otherwise. */
    public static final Duration ARCHIVE_LIMIT_DEFAULT = Duration.ofMinutes(5);

    /** The data directory's object. */
    static final String BASE = "base.tar";

    private static final String MANIFEST = "backup_manifest";
    private static final Duration ARCHIVE_POLL = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBackup.class);

    private final ObjectStore store;
    private final String prefix;
    private final Duration archiveLimit;

    /** Backups of one cluster, waiting at most {@link #ARCHIVE_LIMIT_DEFAULT} for the archive. */
    public EmbeddedBackup(ObjectStore store, String prefix) {
        this(store, prefix, ARCHIVE_LIMIT_DEFAULT);
    }

    /**
     * @param store where backups and the archive live
     * @param prefix the cluster's place in the store, as its archive command has it
     * @param archiveLimit how long the log of a finished copy is awaited in the archive
     */
    public EmbeddedBackup(ObjectStore store, String prefix, Duration archiveLimit) {
        this.store = store;
        this.prefix = prefix;
        this.archiveLimit = archiveLimit;
    }

    /**
     * Takes a backup. When this returns, it is complete, durable and recoverable from the store alone.
     *
     * @param server a primary that archives to the same store and prefix
     * @param credentials a superuser's, or a role's with REPLICATION that may read {@code pg_control_system}
     * @param label its name, not used before
     * @throws BackupException when the server can't be backed up into this place, or its log did not arrive in time
     * @throws io.pgspan.model.PgspanException when server or store fail
     */
    public BackupInfo backup(Endpoint server, Credentials credentials, String label) {
        BackupInfo.checkedLabel(label);
        BackupCatalog catalog = BackupCatalog.read(store, prefix);
        if (catalog.find(label).isPresent()) {
            throw new BackupException("backup '" + label + "' is complete already; choose another label");
        }
        try (PostgresProbe probe = new PostgresProbe(server, credentials)) {
            Facts facts = Facts.of(probe);
            refuseForeign(catalog, facts);
            Instant startedAt = now(probe);
            Uploads uploads = new Uploads(label);
            BaseBackup.Result taken = BaseBackup.stream(
                    server, credentials, new BaseBackup.Options(label, "pgspan-backup", false, false), uploads);
            BackupInfo info = new BackupInfo(
                    label,
                    taken.timeline(),
                    taken.start(),
                    taken.stop(),
                    startedAt,
                    now(probe),
                    uploads.files(),
                    facts.version(),
                    facts.systemIdentifier(),
                    facts.walSegmentSize());
            awaitArchive(info);
            BackupCatalog.complete(store, prefix, info);
            LOG.info("backup '{}': {} bytes, {} to {}", label, info.sizeBytes(), info.startLsn(), info.stopLsn());
            return info;
        }
    }

    private record Facts(PostgresVersion version, long systemIdentifier, int walSegmentSize) {
        private static final String SQL = """
                SELECT current_setting('server_version_num') AS version,
                       (SELECT system_identifier FROM pg_control_system()) AS system_identifier,
                       (SELECT setting FROM pg_settings WHERE name = 'wal_segment_size') AS wal_segment_size,
                       current_setting('archive_mode') AS archive_mode,
                       pg_is_in_recovery() AS in_recovery,
                       (SELECT count(*) FROM pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global')) AS tablespaces
                """;

        static Facts of(PostgresProbe probe) {
            Map<String, String> row = probe.query(SQL).get(0);
            String where = "backup of " + probe.endpoint() + ": ";
            if ("off".equals(row.get("archive_mode"))) {
                throw new BackupException(
                        where + "archive_mode is off, so the log a restore needs is never stored; set it to "
                                + "on with this module's archive_command and restart");
            }
            if ("t".equals(row.get("in_recovery"))) {
                throw new BackupException(where + "it is a standby, which can't close the segment the backup ends in; "
                        + "take the backup from the primary");
            }
            if (!"0".equals(row.get("tablespaces"))) {
                throw new BackupException(
                        where + "it has tablespaces of its own, which the embedded backup does not restore; "
                                + "move their tables to pg_default or use a backup tool that maps tablespaces");
            }
            int version = Integer.parseInt(row.getOrDefault("version", ""));
            return new Facts(
                    new PostgresVersion(version / 10_000, version % 10_000),
                    Long.parseUnsignedLong(row.getOrDefault("system_identifier", "")),
                    Integer.parseInt(row.getOrDefault("wal_segment_size", "")));
        }
    }

    private void refuseForeign(BackupCatalog catalog, Facts facts) {
        for (BackupInfo other : catalog.backups()) {
            if (other.systemIdentifier() != facts.systemIdentifier()) {
                throw new BackupException("prefix '" + prefix + "' holds backup '" + other.label()
                        + "' of another database system, " + Long.toUnsignedString(other.systemIdentifier()) + ", not "
                        + Long.toUnsignedString(facts.systemIdentifier()) + "; give each its own prefix");
            }
        }
    }

    private static Instant now(PostgresProbe probe) {
        String micros = probe.query("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS micros")
                .get(0)
                .getOrDefault("micros", "");
        long value = Long.parseLong(micros);
        return Instant.ofEpochSecond(value / 1_000_000, value % 1_000_000 * 1000);
    }

    private void awaitArchive(BackupInfo info) {
        WalArchive archive = new WalArchive(store, prefix);
        long until = System.nanoTime() + archiveLimit.toNanos();
        List<String> needed = new ArrayList<>();
        if (info.timeline() > 1) {
            needed.add(String.format(Locale.ROOT, "%08X.history", info.timeline()));
        }
        WalSegment last = info.lastSegment();
        for (WalSegment s = info.firstSegment(); s.number() <= last.number(); s = s.next()) {
            needed.add(s.name());
        }
        for (String name : needed) {
            while (!archive.has(name)) {
                if (System.nanoTime() - until > 0) {
                    throw new BackupException(
                            "backup '" + info.label() + "': " + name + " was not archived to '" + prefix + "' within "
                                    + archiveLimit + "; see last_failed_wal in pg_stat_archiver and the server's log");
                }
                pause(info.label());
            }
        }
    }

    private static void pause(String label) {
        try {
            Thread.sleep(ARCHIVE_POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("backup '" + label + "': interrupted while waiting for the archive", e);
        }
    }

    private final class Uploads implements BaseBackup.Sink {
        private final String label;
        private final List<BackupFile> files = new ArrayList<>();
        private Optional<StoreUpload> current = Optional.empty();
        private String currentName = "";

        Uploads(String label) {
            this.label = label;
        }

        @Override
        public OutputStream archive(String name, String tablespacePath) throws IOException {
            if (!name.equals(BASE)) {
                throw new IOException("the server sent the tablespace '" + tablespacePath
                        + "', made after the backup had begun; the embedded backup does not restore tablespaces");
            }
            return open(name);
        }

        @Override
        public OutputStream manifest() {
            return open(MANIFEST);
        }

        private OutputStream open(String name) {
            finishCurrent();
            StoreUpload upload = new StoreUpload(store, BackupCatalog.key(prefix, label, name));
            current = Optional.of(upload);
            currentName = name;
            return upload;
        }

        private void finishCurrent() {
            current.ifPresent(u -> files.add(u.stored(currentName)));
            current = Optional.empty();
        }

        @Override
        public void abort() {
            current.ifPresent(StoreUpload::abort);
        }

        List<BackupFile> files() {
            finishCurrent();
            return files;
        }
    }
}
