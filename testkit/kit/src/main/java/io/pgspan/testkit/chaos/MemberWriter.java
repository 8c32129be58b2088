package io.pgspan.testkit.chaos;

import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worst application there is: it writes to one server, whoever leads, as long as that server takes a row. So whatever a server
 * acknowledges beside its successor is noticed, and known to be its own. What counts as acknowledged is what
 * {@link io.pgspan.testkit.postgres.RowWriter} says.
 */
final class MemberWriter implements AutoCloseable {
    /** The table all of them write to. */
    static final String TABLE = "pgspan_chaos_rows";

    private static final Logger LOG = LoggerFactory.getLogger(MemberWriter.class);
    private static final String OPTIONS = "?connectTimeout=1&socketTimeout=2&loginTimeout=3&cancelSignalTimeout=1"
            + "&sslmode=disable&gssEncMode=disable&channelBinding=disable&ApplicationName=pgspan-chaos";
    /** The first eight digits of a WAL file's name are its timeline. A standby can't name one, and refuses the row before that. */
    private static final String INSERT = "INSERT INTO " + TABLE + " (member, id) VALUES (?, ?)"
            + " RETURNING substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)";

    private static final Duration BETWEEN_ROWS = Duration.ofMillis(10);
    private static final Duration AFTER_REFUSAL = Duration.ofMillis(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final int HEX = 16;

    private final String member;
    private final String url;
    private final Properties login = new Properties();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Acknowledgement> acknowledgements = new ArrayList<>();
    private final Thread thread;
    private long nextId = 1;

    private MemberWriter(String member, Endpoint server, Credentials credentials) {
        this.member = member;
        url = "jdbc:postgresql://" + server + "/postgres" + OPTIONS;
        login.setProperty("user", credentials.user());
        login.setProperty("password", credentials.password().reveal());
        thread = new Thread(this::run, "pgspan-chaos-" + member);
        thread.setDaemon(true);
    }

    /** Creates the table, on the primary, before any writer starts. */
    static void prepare(Endpoint primary, Credentials credentials) throws SQLException {
        MemberWriter once = new MemberWriter("", primary, credentials);
        try (Connection connection = DriverManager.getConnection(once.url, once.login);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE " + TABLE + " (member text NOT NULL, id bigint NOT NULL, PRIMARY KEY (member, id))");
        }
    }

    static MemberWriter start(String member, Endpoint server, Credentials credentials) {
        MemberWriter writer = new MemberWriter(member, server, credentials);
        writer.thread.start();
        return writer;
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (Connection connection = DriverManager.getConnection(url, login);
                    PreparedStatement insert = connection.prepareStatement(INSERT)) {
                write(insert);
            } catch (SQLException e) {
                LOG.trace("{} took no row: {}", member, e.getMessage());
            }
            pause(AFTER_REFUSAL);
        }
    }

    private void write(PreparedStatement insert) throws SQLException {
        while (stopping.getCount() > 0) {
            long id = nextId++;
            insert.setString(1, member);
            insert.setLong(2, id);
            long sent = System.nanoTime();
            int timeline;
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                timeline = Integer.parseInt(row.getString(1), HEX);
            }
            long acknowledged = System.nanoTime();
            if (insert.getWarnings() != null) {
                insert.clearWarnings(); // it gave up waiting for a standby: whether it is committed is unknown
            } else {
                add(new Acknowledgement(member, id, timeline, sent, acknowledged));
            }
            pause(BETWEEN_ROWS);
        }
    }

    private synchronized void add(Acknowledgement acknowledgement) {
        acknowledgements.add(acknowledgement);
    }

    /** In order. */
    synchronized List<Acknowledgement> acknowledgements() {
        return List.copyOf(acknowledgements);
    }

    private void pause(Duration duration) {
        try {
            if (stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.trace("the writer of {} ends", member);
            }
        } catch (InterruptedException e) {
            stopping.countDown();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends after the row in progress. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
