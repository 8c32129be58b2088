package io.pgspan.benchmarks.failover;

import io.pgspan.model.PgspanException;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application that knows one server only and inserts single rows there, about 180 a second, as long as it acknowledges them. */
final class PinnedWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedWriter.class);
    private static final String TABLE = "bench_pinned";
    private static final long PAUSE_MILLIS = 5;
    private static final long STOP_LIMIT_MILLIS = 20_000;

    /** No limit on an answer: a commit that waits for its standby is waited for. */
    private static final String OPTIONS =
            "?connectTimeout=1&loginTimeout=2&sslmode=disable&gssEncMode=disable&ApplicationName=bench-pinned";

    private final Endpoint server;
    private final Supplier<Instant> clock;
    private final Properties login = new Properties();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "bench-pinned");
    private final List<Acknowledged> acknowledged = new ArrayList<>();

    /** A row and when it was acknowledged. */
    private record Acknowledged(UUID id, Instant at) {}

    private PinnedWriter(Endpoint server, Credentials credentials, Supplier<Instant> clock) {
        this.server = server;
        this.clock = clock;
        login.setProperty("user", credentials.user());
        login.setProperty("password", credentials.password().reveal());
        thread.setDaemon(true);
    }

    /** Starts writing in a thread of its own; the table exists when this returns. The clock times the acknowledgements. */
    static PinnedWriter start(Endpoint primary, Credentials credentials, Supplier<Instant> clock) {
        PinnedWriter writer = new PinnedWriter(primary, credentials, clock);
        try (Connection connection = writer.connect(primary);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE + " (id uuid PRIMARY KEY)");
        } catch (SQLException e) {
            throw new PgspanException("can't make " + TABLE + " on " + primary + ": " + e.getMessage(), e);
        }
        writer.thread.start();
        return writer;
    }

    private Connection connect(Endpoint to) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + to + "/postgres" + OPTIONS, login);
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (Connection connection = connect(server);
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO " + TABLE + " (id) VALUES (?)")) {
                write(insert);
            } catch (SQLException e) {
                LOG.trace("{}: {}", server, e.getMessage());
            }
            pause();
        }
    }

    private void write(PreparedStatement insert) throws SQLException {
        while (stopping.getCount() > 0) {
            UUID id = UUID.randomUUID();
            insert.setObject(1, id);
            insert.executeUpdate();
            Instant at = clock.get();
            if (insert.getWarnings() != null) {
                throw insert.getWarnings(); // committed, but no standby confirmed it: not acknowledged
            }
            note(new Acknowledged(id, at));
            pause();
        }
    }

    private synchronized void note(Acknowledged row) {
        acknowledged.add(row);
    }

    private synchronized List<Acknowledged> rows() {
        return List.copyOf(acknowledged);
    }

    private void pause() {
        try {
            if (stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.trace("stopping");
            }
        } catch (InterruptedException e) {
            stopping.countDown();
            Thread.currentThread().interrupt();
        }
    }

    /** How many rows this server acknowledged after an instant. */
    int acknowledgedAfter(Instant instant) {
        return (int) rows().stream().filter(row -> row.at().isAfter(instant)).count();
    }

    /** How many acknowledged rows a server doesn't have. */
    int countLost(Endpoint primary) {
        Set<UUID> present = new HashSet<>();
        try (Connection connection = connect(primary);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT id FROM " + TABLE)) {
            while (found.next()) {
                present.add(found.getObject(1, UUID.class));
            }
        } catch (SQLException e) {
            throw new PgspanException("can't look for lost rows on " + primary + ": " + e.getMessage(), e);
        }
        return (int) rows().stream().filter(row -> !present.contains(row.id())).count();
    }

    /** Ends after the row in progress. */
    void stop() {
        stopping.countDown();
        try {
            thread.join(STOP_LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
