package io.pgspan.samples.quickstart;

import io.pgspan.backup.BackupCatalog;
import io.pgspan.backup.BackupInfo;
import io.pgspan.backup.RecoveryPlan;
import io.pgspan.backup.RecoveryPlanner;
import io.pgspan.backup.embedded.EmbeddedBackup;
import io.pgspan.backup.embedded.EmbeddedRestore;
import io.pgspan.backup.store.FilesystemObjectStore;
import io.pgspan.backup.wal.ArchiveCommand;
import io.pgspan.backup.wal.WalArchive;
import io.pgspan.model.PgspanException;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.wal.Lsn;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.Hba;
import io.pgspan.postgres.LocalPostgres;
import io.pgspan.postgres.PostgresInstall;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Takes a base backup, drops a table, and recovers to the moment before into a new instance. */
final class SaveIt {
    private static final String TABLE = "pgspan_invoices";
    private static final String POINT = "before_the_drop";
    private static final Duration ARCHIVE_LIMIT = Duration.ofSeconds(60);
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);
    private static final String DIGEST =
            "SELECT count(*) AS rows, md5(string_agg(id || ':' || note, ',' ORDER BY id)) AS digest FROM " + TABLE;

    private final Members members;
    private final Credentials credentials;
    private final Path store;
    private final String prefix;
    private final Story story;

    SaveIt(Members members, Credentials credentials, Path store, String prefix, Story story) {
        this.members = members;
        this.credentials = credentials;
        this.store = store;
        this.prefix = prefix;
        this.story = story;
    }

    Report.Recovery run(PostgresInstall install, Scratch scratch) {
        String primary = members.primary().member();
        FilesystemObjectStore objects = new FilesystemObjectStore(store);
        WalArchive archive = new WalArchive(objects, prefix);
        try (PostgresProbe probe = members.probe(primary)) {
            probe.execute("CREATE TABLE " + TABLE
                    + " AS SELECT i AS id, 'invoice ' || i AS note FROM generate_series(1, 1000) i");
            BackupInfo backup = new EmbeddedBackup(objects, prefix)
                    .backup(members.pod(primary).endpoint(), credentials, "quickstart");
            story.tell("base backup '" + backup.label() + "' of " + primary + ", " + backup.sizeBytes() / 1024 / 1024
                    + " MiB");
            probe.execute(
                    "INSERT INTO " + TABLE + " SELECT i, 'after the backup ' || i FROM generate_series(1001, 1500) i");
            Map<String, String> expected = one(probe, DIGEST);
            Lsn point =
                    Lsn.of(value(one(probe, "SELECT pg_create_restore_point('" + POINT + "')::text AS lsn"), "lsn"));
            probe.execute("DROP TABLE " + TABLE);
            story.tell("table " + TABLE + " with " + value(expected, "rows") + " rows dropped after restore point "
                    + POINT + " at " + point);
            String segment = value(one(probe, "SELECT pg_walfile_name(pg_switch_wal()) AS name"), "name");
            members.await("WAL segment " + segment + " is archived", ARCHIVE_LIMIT, () -> archive.has(segment));
            story.tell("WAL is archived up to segment " + segment);

            RecoveryPlan plan = RecoveryPlanner.plan(
                    BackupCatalog.read(objects, prefix), RecoveryTarget.restorePoint(POINT, point), archive.facts());
            story.show(plan.explain());
            Map<String, String> recovered = recover(plan, objects, install, scratch);
            if (!recovered.equals(expected)) {
                throw new PgspanException("recovered " + recovered + " of table " + TABLE + ", expected " + expected);
            }
            story.tell("recovered " + value(recovered, "rows") + " rows into a new instance, the same to the letter");
            return new Report.Recovery(
                    backup.label(),
                    plan.target().toString(),
                    Long.parseLong(value(expected, "rows")),
                    Long.parseLong(value(recovered, "rows")));
        }
    }

    private Map<String, String> recover(
            RecoveryPlan plan, FilesystemObjectStore objects, PostgresInstall install, Scratch scratch) {
        Endpoint endpoint = new Endpoint("127.0.0.1", LoopbackPorts.next());
        LocalPostgres instance = LocalPostgres.on(install, scratch.path("recovered"), scratch.path("recovered.log"));
        new EmbeddedRestore(objects, prefix, ArchiveCommand.restoreCommand(store, prefix))
                .restore(
                        plan,
                        instance,
                        Map.of(
                                "listen_addresses", endpoint.host(),
                                "port", Integer.toString(endpoint.port()),
                                "shared_buffers", "32MB"),
                        Hba.scramOnly());
        scratch.stopFirst(instance::kill);
        try {
            instance.start();
            try (PostgresProbe probe = new PostgresProbe(endpoint, credentials)) {
                EmbeddedRestore.awaitRecovered(instance, endpoint, credentials, RECOVERY_LIMIT);
                return one(probe, DIGEST);
            }
        } finally {
            instance.kill();
        }
    }

    private static Map<String, String> one(PostgresProbe probe, String sql) {
        return probe.query(sql).get(0);
    }

    private static String value(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }
}
