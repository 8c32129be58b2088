package io.pgspan.testkit.postgres;

import io.pgspan.model.text.Redacted;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import io.pgspan.postgres.LocalPostgres;
import io.pgspan.postgres.PostgresInstall;
import io.pgspan.testkit.base.binaries.EmbeddedBinaries;
import io.pgspan.testkit.base.network.LoopbackPorts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A real PostgreSQL on loopback. */
public final class RealServer implements AutoCloseable {
    /** Of every server here. */
    public static final Credentials SUPERUSER = new Credentials("postgres", Redacted.of("not 'a' secret"));

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Endpoint endpoint = new Endpoint("127.0.0.1", LoopbackPorts.next());
    private final LocalPostgres control;

    /** A new database that runs. */
    public RealServer(Path directory) {
        int newest = EmbeddedBinaries.majors().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow();
        PostgresInstall install = PostgresInstall.at(EmbeddedBinaries.unpack(newest), "embedded");
        control = LocalPostgres.on(install, directory.resolve("data"), directory.resolve("log"), false);
        control.initdb(SUPERUSER);
        control.configure(
                Map.of(
                        "listen_addresses", "127.0.0.1",
                        "port", Integer.toString(endpoint.port()),
                        "shared_buffers", "16MB",
                        "max_connections", "20",
                        "fsync", "off"),
                List.of("host all all 127.0.0.1/32 scram-sha-256"));
        start();
    }

    public void start() {
        control.start();
        if (!control.awaitReady(endpoint, LIMIT)) {
            throw new IllegalStateException("PostgreSQL isn't ready after " + LIMIT);
        }
    }

    public void kill() {
        control.kill();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", SUPERUSER.user());
        login.setProperty("password", SUPERUSER.password().reveal());
        return DriverManager.getConnection("jdbc:postgresql://" + endpoint + "/postgres", login);
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        control.kill();
    }
}
