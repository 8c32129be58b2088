package io.pgspan.testkit.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application that commits one row after the other through a multi-host JDBC URL and remembers which commits were acknowledged, and
 * when. After a failure it connects again, to whichever host is primary then, until it is stopped.
 *
 * <p>What it promises: each attempt uses a new id, larger than every id the table had when the writer first connected. An id is noted as
 * acknowledged only after the server said that its transaction is committed, without any warning: a commit that gave up waiting for
 * its synchronous standby comes with a warning and counts as unknown, like one whose connection broke. So every acknowledged id must be
 * in the database later; an id that wasn't acknowledged may or may not be.
 *
 * <pre>{@code
 * try (RowWriter writer = RowWriter.start(endpoints, credentials, RowWriterOptions.ofDefaults())) {
 *     fleet.pod("postgres-0").killContainer();
 *     Instant dead = Instant.now();
 *     …
 *     writer.stop();
 *     Duration outage = writer.outageAround(dead).orElseThrow().length();
 * }
 * }</pre>
 */
public final class RowWriter implements AutoCloseable {
    /** The table it writes to; made when the writer first connects, unless it exists. */
    public static final String TABLE = "pgspan_rows";

    private static final Logger LOG = LoggerFactory.getLogger(RowWriter.class);
    private static final String DATABASE = "postgres";

    /** Longer than the timeouts of one attempt together. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final String url;
    private final Properties login = new Properties();
    private final RowWriterOptions options;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "pgspan-rows");
    private volatile String lastFailure = "";
    private long nextId;

    private RowWriter(List<Endpoint> hosts, Credentials credentials, RowWriterOptions options) {
        this.url = MultiHostUrl.primaryOf(hosts, DATABASE, options);
        this.options = options;
        login.setProperty("user", credentials.user());
        login.setProperty("password", credentials.password().reveal());
        thread.setDaemon(true);
    }

    /**
     * Starts writing in a thread of its own. The hosts need not answer yet.
     *
     * @param hosts the PostgreSQL servers of one cluster, in any order
     */
    public static RowWriter start(List<Endpoint> hosts, Credentials credentials, RowWriterOptions options) {
        RowWriter writer = new RowWriter(hosts, credentials, options);
        writer.thread.start();
        return writer;
    }

    /** The URL it connects with, without user and password. */
    public String url() {
        return url;
    }

    /** The acknowledged ids so far, in order of their acknowledgement. */
    public long[] acknowledged() {
        return acknowledgements.ids();
    }

    /** How many ids are acknowledged so far. */
    public int acknowledgedCount() {
        return acknowledgements.size();
    }

    /** How many ids were tried so far. */
    public long attempts() {
        return attempts.get();
    }

    /** How many attempts, connections included, failed so far. */
    public long failures() {
        return failures.get();
    }

    /** What the last failure said, empty without one. */
    public String lastFailure() {
        return lastFailure;
    }

    /** The longest time between two acknowledgements; empty with fewer than two. */
    public Optional<Gap> longestGap() {
        return acknowledgements.longest();
    }

    /**
     * The time without acknowledgement around an instant: from the last one before it to the first one after it. Empty while there
     * is none on one of the sides, so also as long as an outage lasts. Name an instant at which the fault had taken effect, for example
     * when {@code killContainer()} had returned: a row may still be acknowledged between a kill's call and the death.
     */
    public Optional<Gap> outageAround(Instant instant) {
        return acknowledgements.around(instant);
    }

    /** Ends after the attempt in progress, which counts; waits for that, 20 s at most. A second call does nothing. */
    public void stop() {
        stopping.countDown();
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new PgspanException(
                    "the row writer still waits for an answer " + STOP_LIMIT + " after it was told to stop: " + url);
        }
    }

    /** Same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    private void run() {
        while (!isStopping()) {
            try (Connection connection = DriverManager.getConnection(url, login)) {
                prepare(connection);
                write(connection);
            } catch (SQLException e) {
                failed(e);
                pause(options.pauseAfterFailure());
            }
        }
    }

    private void failed(SQLException e) {
        failures.incrementAndGet();
        lastFailure = String.valueOf(e.getMessage());
        LOG.debug("row writer connects again: {}", e.getMessage());
    }

    private void prepare(Connection connection) throws SQLException {
        if (nextId > 0) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE
                    + " (id bigint PRIMARY KEY, written_at timestamptz NOT NULL DEFAULT clock_timestamp())");
            try (ResultSet rows = statement.executeQuery("SELECT coalesce(max(id), 0) + 1 FROM " + TABLE)) {
                rows.next();
                nextId = rows.getLong(1);
            }
        }
    }

    private void write(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + TABLE + " (id) VALUES (?)")) {
            while (!isStopping()) {
                long id = nextId++;
                attempts.incrementAndGet();
                insert.setLong(1, id);
                insert.executeUpdate();
                long at = System.nanoTime();
                requireNoWarning(insert);
                acknowledgements.add(id, at);
                pause(options.pauseBetweenRows());
            }
        }
    }

    private static void requireNoWarning(PreparedStatement insert) throws SQLException {
        @Nullable SQLException warning = insert.getWarnings();
        if (warning != null) {
            throw new SQLException("committed with a warning: " + warning.getMessage(), warning);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause(Duration duration) {
        try {
            if (stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.trace("stopping");
            }
        } catch (InterruptedException e) {
            stopping.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
