package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One JDBC connection, kept between questions and dropped at the first doubt. Connecting is bounded by {@code loginTimeout} (to the
 * millisecond, the driver gives up in a thread of its own), every answer by the socket's timeout.
 */
final class ProbeConnection implements AutoCloseable {
    private static final String USABLE_NO_MORE = "08003";

    private final Endpoint endpoint;
    private final Credentials credentials;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Connection open;

    ProbeConnection(Endpoint endpoint, Credentials credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /** A question that may be asked twice and is asked often: a kept connection that turns out to be dead is replaced once. */
    List<Map<String, String>> read(String sql, Duration limit, String... parameters) throws SQLException {
        return inTurn(limit, deadline -> {
            boolean kept = open != null;
            try {
                return askAgain(connection(deadline), sql, deadline, parameters);
            } catch (SQLException e) {
                if (!kept || !isConnectionLost(e) || deadline.passed()) {
                    throw e;
                }
                drop();
                return askAgain(connection(deadline), sql, deadline, parameters);
            }
        });
    }

    /** A statement that must not run twice: a kept connection is tried before it is trusted. */
    List<Map<String, String>> run(String sql, Duration limit) throws SQLException {
        return inTurn(limit, deadline -> {
            Connection kept = open;
            if (kept != null
                    && !kept.isValid((int) Math.max(1, deadline.remaining().toSeconds()))) {
                drop();
            }
            return ask(connection(deadline), sql, deadline);
        });
    }

    private interface Question {
        List<Map<String, String>> ask(Deadline deadline) throws SQLException;
    }

    private List<Map<String, String>> inTurn(Duration limit, Question question) throws SQLException {
        Deadline deadline = Deadline.after(limit);
        if (!takeTurn(limit)) {
            throw new SQLTimeoutException("another question is still under way", USABLE_NO_MORE);
        }
        boolean usable = false;
        try {
            List<Map<String, String>> rows = question.ask(deadline);
            usable = true;
            return rows;
        } catch (SQLException e) {
            usable = !isConnectionLost(e);
            throw e;
        } finally {
            if (!usable) {
                drop();
            }
            turn.unlock();
        }
    }

    private boolean takeTurn(Duration limit) {
        try {
            return turn.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw Interruptions.interrupted(e);
        }
    }

    private Connection connection(Deadline deadline) throws SQLException {
        Connection kept = open;
        if (kept != null && !kept.isClosed()) {
            return kept;
        }
        Connection fresh = DriverManager.getConnection(url(), properties(deadline));
        open = fresh;
        return fresh;
    }

    private String url() {
        return "jdbc:postgresql://" + endpoint + "/postgres";
    }

    private Properties properties(Deadline deadline) {
        double seconds = deadline.remainingMillis(deadline.remaining()) / 1000.0;
        String wholeSeconds = Integer.toString((int) Math.ceil(seconds));
        Properties p = new Properties();
        p.setProperty("user", credentials.user());
        p.setProperty("password", credentials.password().reveal());
        p.setProperty("requireAuth", "scram-sha-256");
        p.setProperty("gssEncMode", "disable");
        p.setProperty("loginTimeout", String.format(Locale.ROOT, "%.3f", seconds));
        p.setProperty("connectTimeout", wholeSeconds);
        p.setProperty("socketTimeout", wholeSeconds);
        p.setProperty("binaryTransfer", "false"); // prepared or not, values come as the same text
        p.setProperty("tcpKeepAlive", "true");
        p.setProperty("ApplicationName", "pgspan-probe");
        return p;
    }

    private static List<Map<String, String>> ask(Connection connection, String sql, Deadline deadline)
            throws SQLException {
        connection.setNetworkTimeout(Runnable::run, deadline.remainingMillis(deadline.remaining()));
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? rows(statement) : List.of();
        }
    }

    /** Prepared: from the fifth time on the server neither parses nor plans it again, most of a status question's time. */
    private static List<Map<String, String>> askAgain(
            Connection connection, String sql, Deadline deadline, String... parameters) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, deadline.remainingMillis(deadline.remaining()));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            return statement.execute() ? rows(statement) : List.of();
        }
    }

    private static List<Map<String, String>> rows(Statement statement) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (ResultSet result = statement.getResultSet()) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String value = result.getString(i);
                    row.put(columns.getColumnLabel(i), value == null ? "" : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** A shutdown, a start not yet finished, a refused login, no free slot, a broken or silent connection: all but an answer about the question. */
    private static boolean isConnectionLost(SQLException e) {
        String state = sqlState(e);
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("28") || state.equals("53300");
    }

    private static String sqlState(SQLException e) {
        return e.getSQLState() == null ? PostgresUnavailableException.CONNECTION_FAILURE : e.getSQLState();
    }

    PostgresUnavailableException unavailable(SQLException e) {
        return new PostgresUnavailableException(endpoint + " can't be asked: " + e.getMessage(), sqlState(e), e);
    }

    PgspanException explained(SQLException e) {
        return isConnectionLost(e)
                ? unavailable(e)
                : new PostgresServerException(endpoint + ": " + e.getMessage(), sqlState(e));
    }

    private void drop() {
        Connection connection = open;
        open = null;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // it was broken already
            }
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            Connection connection = open;
            open = null;
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // the server may have been gone first
        } finally {
            turn.unlock();
        }
    }
}
