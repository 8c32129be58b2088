package io.pgspan.agent.fence;

import io.pgspan.model.text.Redacted;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.Hba;
import io.pgspan.postgres.LocalPostgres;
import io.pgspan.postgres.PostgresInstall;
import io.pgspan.testkit.base.binaries.EmbeddedBinaries;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A primary that somebody guards. */
final class GuardedServer implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Credentials SUPERUSER = new Credentials("postgres", Redacted.of("s3cret"));

    final Path data;
    private final LocalPostgres control;
    private final Endpoint endpoint = new Endpoint("127.0.0.1", LoopbackPorts.next());

    GuardedServer(Path root, String name) {
        PostgresInstall install = PostgresInstall.at(EmbeddedBinaries.unpack(17), "embedded");
        data = root.resolve(name);
        control = LocalPostgres.on(install, data, root.resolve(name + ".log"), false);
        control.initdb(SUPERUSER);
        control.configure(
                Map.of(
                        "listen_addresses", "127.0.0.1",
                        "port", Integer.toString(endpoint.port()),
                        "shared_buffers", "16MB",
                        "fsync", "off"),
                Hba.scramOnly());
    }

    void start() {
        launch();
        if (!control.awaitReady(endpoint, LIMIT)) {
            throw new AssertionError("PostgreSQL did not come up");
        }
    }

    /** Starts the postmaster and waits for nothing. */
    void launch() {
        control.start();
    }

    /** Whether what was launched has not ended, also before it has become a server. */
    boolean isStarted() {
        return control.isRunning();
    }

    boolean runs() {
        return !processes().isEmpty();
    }

    /** The postmaster and all its children, as far as they live. */
    List<Long> processes() {
        try {
            return Condemned.among(ProcessTable.read(Set.of(data.toRealPath().toString())), Condemned.ANY_AGE).stream()
                    .map(ProcessRow::pid)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + endpoint.port() + "/postgres?connectTimeout=5&socketTimeout=20",
                SUPERUSER.user(),
                SUPERUSER.password().reveal());
    }

    @Override
    public void close() {
        control.kill();
    }
}
