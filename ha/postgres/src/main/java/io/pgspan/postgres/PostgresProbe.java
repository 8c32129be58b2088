package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks one server how it is, over one kept JDBC connection to its database {@code postgres} that is opened at the first question and anew after a failure. Every call
 * is bounded. Calls from several threads take turns.
 */
public final class PostgresProbe implements AutoCloseable {
    /** The limit of every call that takes none. */
    public static final Duration LIMIT_DEFAULT = Duration.ofSeconds(10);

    private static final int HISTORY_BYTES_MAX = 1024 * 1024;

    /**
     * One round trip. CASE keeps the functions that fail on the other role from being called; pg_is_in_recovery() is asked once, so
     * that a promotion in between can't mix two answers.
     */
    private static final String STATUS = """
            WITH role AS MATERIALIZED (SELECT pg_is_in_recovery() AS standby)
            SELECT role.standby,
                   (SELECT system_identifier FROM pg_control_system()) AS system_identifier,
                   CASE WHEN role.standby
                        THEN greatest(receiver.received_tli, recovery.min_recovery_end_timeline, checkpoint.timeline_id)
                        ELSE ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::int
                   END AS timeline,
                   coalesce(greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), '0/0')::text AS received,
                   coalesce(pg_last_wal_replay_lsn(), '0/0')::text AS replayed,
                   CASE WHEN role.standby THEN '0/0' ELSE pg_current_wal_flush_lsn()::text END AS current,
                   coalesce(receiver.status = 'streaming', false) AS streaming,
                   receiver.pid IS NOT NULL AS running,
                   coalesce(receiver.sender_host, '') AS sender_host,
                   coalesce(receiver.sender_port, 0) AS sender_port
              FROM role
             CROSS JOIN pg_control_recovery() AS recovery
             CROSS JOIN pg_control_checkpoint() AS checkpoint
              LEFT JOIN pg_stat_wal_receiver AS receiver ON true
            """;

    private final Endpoint endpoint;
    private final ProbeConnection connection;

    /** A probe of one server; nothing is opened yet. */
    public PostgresProbe(Endpoint endpoint, Credentials credentials) {
        this.endpoint = endpoint;
        this.connection = new ProbeConnection(endpoint, credentials);
    }

    /** The server it asks. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Asks for the server's status in one round trip.
     *
     * @throws PostgresUnavailableException when there is no answer within the limit, for whatever reason
     */
    public ServerStatus status(Duration limit) {
        Map<String, String> row;
        try {
            row = single(connection.read(STATUS, limit), STATUS);
        } catch (SQLException e) {
            throw connection.unavailable(e);
        }
        boolean standby = is(row, "standby");
        Lsn current = Lsn.of(value(row, "current"));
        return new ServerStatus(
                standby,
                Long.parseLong(value(row, "system_identifier")),
                Integer.parseInt(value(row, "timeline")),
                standby ? Lsn.of(value(row, "received")) : current,
                standby ? Lsn.of(value(row, "replayed")) : current,
                current,
                is(row, "streaming"),
                is(row, "running"),
                value(row, "sender_host"),
                Integer.parseInt(value(row, "sender_port")));
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
        String text = value(single(query(sql), sql), "history");
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

    private Map<String, String> single(List<Map<String, String>> rows, String sql) {
        if (rows.size() != 1) {
            throw new PgspanException(endpoint + ": one row expected, " + rows.size() + " came of: " + sql);
        }
        return new LinkedHashMap<>(rows.get(0));
    }

    private String value(Map<String, String> row, String column) {
        String value = row.get(column);
        if (value == null) {
            throw new PgspanException(endpoint + ": the answer lacks column " + column);
        }
        return value;
    }

    private boolean is(Map<String, String> row, String column) {
        return value(row, column).equals("t");
    }

    @Override
    public void close() {
        connection.close();
    }
}
