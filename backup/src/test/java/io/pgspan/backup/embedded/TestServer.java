package io.pgspan.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.backup.RecoveryPlan;
import io.pgspan.backup.store.FilesystemObjectStore;
import io.pgspan.backup.wal.ArchiveCommand;
import io.pgspan.backup.wal.WalArchive;
import io.pgspan.model.text.Redacted;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.Hba;
import io.pgspan.postgres.LocalPostgres;
import io.pgspan.postgres.PostgresControl;
import io.pgspan.postgres.PostgresInstall;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.testkit.base.binaries.EmbeddedBinaries;
import io.pgspan.testkit.base.network.Await;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A real PostgreSQL 17 of this test's own; killed when closed. */
final class TestServer implements AutoCloseable {
    static final Credentials SUPERUSER = new Credentials("postgres", Redacted.of("s3cret"));
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LocalPostgres control;
    private final Endpoint endpoint;

    private TestServer(LocalPostgres control, Endpoint endpoint) {
        this.control = control;
        this.endpoint = endpoint;
    }

    static TestServer create(Path data) {
        PostgresInstall install = PostgresInstall.at(EmbeddedBinaries.unpack(17), "embedded");
        Path log = data.resolveSibling(data.getFileName() + ".log");
        return new TestServer(
                LocalPostgres.on(install, data, log, false), new Endpoint("127.0.0.1", LoopbackPorts.next()));
    }

    Endpoint endpoint() {
        return endpoint;
    }

    PostgresControl control() {
        return control;
    }

    void initdb(Map<String, String> more) {
        control.initdb(SUPERUSER);
        control.configure(parameters(more), Hba.scramOnly());
        start();
    }

    void restore(FilesystemObjectStore store, String prefix, RecoveryPlan plan, Map<String, String> more) {
        new EmbeddedRestore(store, prefix, ArchiveCommand.restoreCommand(store.root(), prefix))
                .restore(plan, control, parameters(more), Hba.scramOnly());
        control.start();
        assertThat(EmbeddedRestore.awaitRecovered(control, endpoint, SUPERUSER, LIMIT)
                        .inRecovery())
                .isFalse();
    }

    private void start() {
        control.start();
        assertThat(control.awaitReady(endpoint, LIMIT)).isTrue();
    }

    private Map<String, String> parameters(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "listen_addresses", endpoint.host(),
                "port", Integer.toString(endpoint.port()),
                "fsync", "off",
                "shared_buffers", "16MB",
                "max_connections", "20"));
        all.putAll(more);
        return all;
    }

    void run(String sql) {
        try (PostgresProbe probe = new PostgresProbe(endpoint, SUPERUSER)) {
            probe.execute(sql);
        }
    }

    String ask(String sql) {
        try (PostgresProbe probe = new PostgresProbe(endpoint, SUPERUSER)) {
            return probe.query(sql).get(0).getOrDefault("v", "");
        }
    }

    /** Closes the current segment and waits until it is archived. */
    void archiveAll(WalArchive archive) {
        String segment = ask("SELECT pg_walfile_name(pg_current_wal_insert_lsn()) AS v");
        run("SELECT pg_switch_wal()");
        Await.until(segment + " is archived", LIMIT, () -> archive.has(segment));
    }

    void kill() {
        control.kill();
    }

    @Override
    public void close() {
        kill();
    }
}
