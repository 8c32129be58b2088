package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.TimelineHistory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks one server how it is, over one kept JDBC connection to its database {@code postgres} that is opened at the first question and anew after a failure. Every call
 * is bounded. Calls from several threads take turns.
 */
public final class PostgresProbe implements AutoCloseable {
    /** The limit of every call that takes none. */
    public static final Duration LIMIT_DEFAULT = Duration.ofSeconds(10);

    private static final int HISTORY_BYTES_MAX = 1024 * 1024;

    private final Endpoint endpoint;
    private final Credentials credentials;
    private final ProbeConnection connection;
    private final StatusQuery question;

    /** A probe of one server; nothing is opened yet. */
    public PostgresProbe(Endpoint endpoint, Credentials credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.connection = new ProbeConnection(endpoint, credentials);
        this.question = new StatusQuery(endpoint);
    }

    /** The server it asks. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Asks for the server's status in one round trip: about 0.06 ms on a server nearby.
     *
     * @throws PostgresUnavailableException when there is no answer within the limit, for whatever reason
     */
    public ServerStatus status(Duration limit) {
        return question.status(read(StatusQuery.STATUS, limit));
    }

    /**
     * Asks for the server's status, for those it streams to and for a pending restart, in one round trip: about 0.1 ms on a server
     * nearby; 1 to 2 ms when its configuration was loaded anew since the last time.
     *
     * @throws PostgresUnavailableException when there is no answer within the limit, for whatever reason
     */
    public ServerReport report(Duration limit) {
        StatusQuery.Restart known = question.known();
        return question.report(known, read(StatusQuery.REPORT, limit, known.loaded()));
    }

    private List<Map<String, String>> read(String sql, Duration limit, String... parameters) {
        try {
            return connection.read(sql, limit, parameters);
        } catch (SQLException e) {
            throw connection.unavailable(e);
        }
    }

    /** {@code pg_stat_replication}: every column as text, in the view's order, NULL as an empty text; a row a standby. */
    public List<Map<String, String>> replication() {
        return query("SELECT * FROM pg_stat_replication ORDER BY application_name, pid");
    }

    /**
     * The text of a timeline's history file on the server; empty for timeline 1, which has none.
     *
     * @throws PgspanException when the server doesn't have it
     */
    public String timelineHistoryText(int timeline) {
        if (timeline == 1) {
            return "";
        }
        String file = String.format("pg_wal/%08X.history", timeline);
        String sql = "SELECT convert_from(pg_read_binary_file('" + file + "', 0, " + HISTORY_BYTES_MAX
                + ", true), 'UTF8') AS history";
        String text =
                query(sql).stream().map(row -> row.getOrDefault("history", "")).collect(Collectors.joining());
        if (text.isEmpty()) {
            throw new PgspanException(
                    endpoint + " has no " + file + "; is " + timeline + " a timeline of this server?");
        }
        return text;
    }

    /** The history of a timeline, as the server has it; see {@link #timelineHistoryText}. */
    public TimelineHistory timelineHistory(int timeline) {
        return TimelineHistory.parse(timeline, timelineHistoryText(timeline));
    }

    /**
     * Has the server make a checkpoint, over a connection of its own: other questions go on meanwhile.
     *
     * @param limit a checkpoint writes all that is dirty: seconds to minutes on a busy server
     * @throws PostgresUnavailableException when the server can't be asked or isn't done within the limit; it goes on nevertheless
     */
    public void checkpoint(Duration limit) {
        try (ProbeConnection own = new ProbeConnection(endpoint, credentials)) {
            own.run("CHECKPOINT", limit);
        } catch (SQLException e) {
            throw connection.explained(e);
        }
    }

    /**
     * Runs a statement, in a transaction of its own.
     *
     * @throws PostgresUnavailableException when the server can't be asked or doesn't answer within {@link #LIMIT_DEFAULT}
     * @throws PostgresServerException when it answers with an error
     */
    public void execute(String sql) {
        query(sql);
    }

    /**
     * Runs a query: each row a map in the order of the columns, values as text, NULL as an empty text. Errors as for
     * {@link #execute}.
     */
    public List<Map<String, String>> query(String sql) {
        try {
            return connection.run(sql, LIMIT_DEFAULT);
        } catch (SQLException e) {
            throw connection.explained(e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
