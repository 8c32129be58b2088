package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The two questions about a server's status, and how their answers are read. Both are one round trip.
 *
 * <p>The server's own values stand in a materialized part: each is computed once, however many senders are joined to it, and before
 * them, so that "a sender has flushed up to {@code inserted}" is never concluded from a position read too early. CASE keeps the
 * functions that fail on the other role from being called; pg_is_in_recovery() is asked once, so that a promotion in between can't mix
 * two answers. The senders are read from the functions below {@code pg_stat_replication}, which joins every backend and every role to
 * them. Looking for {@code pending_restart} walks all settings, ten times the rest of the work, and can change only when the answering
 * session loads its configuration: it is looked up only when the time of that load is not the one known already.
 */
final class StatusQuery {
    private static final String SERVER = """
            WITH role AS MATERIALIZED (SELECT pg_is_in_recovery() AS standby),
            server AS MATERIALIZED (
            SELECT role.standby,
                   (SELECT system_identifier FROM pg_control_system())::text AS system_identifier,
                   CASE WHEN role.standby
                        THEN greatest(receiver.received_tli, recovery.min_recovery_end_timeline, checkpoint.timeline_id)
                        ELSE ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::int
                   END AS timeline,
                   coalesce(greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), '0/0')::text AS received,
                   coalesce(pg_last_wal_replay_lsn(), '0/0')::text AS replayed,
                   CASE WHEN role.standby THEN '0/0' ELSE pg_current_wal_flush_lsn()::text END AS current,
                   CASE WHEN role.standby THEN '0/0' ELSE pg_current_wal_lsn()::text END AS written,
                   CASE WHEN role.standby THEN '0/0' ELSE pg_current_wal_insert_lsn()::text END AS inserted,
                   coalesce(receiver.status = 'streaming', false) AS streaming,
                   receiver.pid IS NOT NULL AS running,
                   coalesce(receiver.written_lsn, '0/0')::text AS receiver_written,
                   coalesce(receiver.flushed_lsn, '0/0')::text AS receiver_flushed,
                   coalesce(receiver.sender_host, '') AS sender_host,
                   coalesce(receiver.sender_port, 0) AS sender_port,
                   CASE WHEN role.standby THEN pg_is_wal_replay_paused() ELSE false END AS paused,
                   current_setting('synchronous_standby_names') AS sync_names,
                   current_setting('synchronous_commit') AS sync_commit
              FROM role
             CROSS JOIN pg_control_recovery() AS recovery
             CROSS JOIN pg_control_checkpoint() AS checkpoint
              LEFT JOIN pg_stat_get_wal_receiver() AS receiver ON receiver.pid IS NOT NULL)
            """;

    /** The server alone: one row. */
    static final String STATUS = SERVER + "SELECT * FROM server";

    /** The server with its senders: one row a sender, and one with empty sender columns when there is none. */
    static final String REPORT = SERVER + """
            SELECT server.*,
                   pg_conf_load_time()::text AS loaded,
                   CASE WHEN pg_conf_load_time()::text = ? THEN ''
                        WHEN EXISTS (SELECT FROM pg_show_all_settings() WHERE pending_restart) THEN 't'
                        ELSE 'f'
                   END AS pending_restart,
                   sender.pid,
                   activity.application_name,
                   sender.state,
                   sender.sync_state,
                   coalesce(sender.sent_lsn, '0/0')::text AS sent_lsn,
                   coalesce(sender.write_lsn, '0/0')::text AS write_lsn,
                   coalesce(sender.flush_lsn, '0/0')::text AS flush_lsn,
                   coalesce(sender.replay_lsn, '0/0')::text AS replay_lsn
              FROM server
              LEFT JOIN (pg_stat_get_wal_senders() AS sender
                         CROSS JOIN LATERAL pg_stat_get_activity(sender.pid) AS activity)
                ON NOT server.standby
             ORDER BY activity.application_name, sender.pid
            """;

    /** Whether a restart was pending after the configuration was loaded at a certain time. */
    record Restart(String loaded, boolean pending) {}

    private final Endpoint endpoint;
    private volatile Restart restart = new Restart("", false);

    StatusQuery(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** What is known when a report is asked for. */
    Restart known() {
        return restart;
    }

    ServerStatus status(List<Map<String, String>> rows) {
        if (rows.size() != 1) {
            throw new PgspanException(endpoint + ": one row of status expected, " + rows.size() + " came");
        }
        return server(rows.get(0));
    }

    ServerReport report(Restart known, List<Map<String, String>> rows) {
        if (rows.isEmpty()) {
            throw new PgspanException(endpoint + ": the status came without a row");
        }
        List<WalSender> senders = new ArrayList<>();
        for (Map<String, String> row : rows) {
            if (!text(row, "pid").isEmpty()) {
                senders.add(sender(row));
            }
        }
        return new ServerReport(server(rows.get(0)), senders, pendingRestart(known, rows.get(0)));
    }

    private boolean pendingRestart(Restart known, Map<String, String> row) {
        if (text(row, "pending_restart").isEmpty()) {
            return known.pending();
        }
        boolean pending = is(row, "pending_restart");
        restart = new Restart(text(row, "loaded"), pending);
        return pending;
    }

    private ServerStatus server(Map<String, String> row) {
        boolean standby = is(row, "standby");
        Lsn current = lsn(row, "current");
        return new ServerStatus(
                standby,
                Long.parseLong(text(row, "system_identifier")),
                Integer.parseInt(text(row, "timeline")),
                standby ? lsn(row, "received") : current,
                standby ? lsn(row, "replayed") : current,
                current,
                lsn(row, "written"),
                lsn(row, "inserted"),
                is(row, "streaming"),
                is(row, "running"),
                lsn(row, "receiver_written"),
                lsn(row, "receiver_flushed"),
                text(row, "sender_host"),
                Integer.parseInt(text(row, "sender_port")),
                is(row, "paused"),
                text(row, "sync_names"),
                text(row, "sync_commit"));
    }

    private WalSender sender(Map<String, String> row) {
        return new WalSender(
                Integer.parseInt(text(row, "pid")),
                text(row, "application_name"),
                text(row, "state"),
                text(row, "sync_state"),
                lsn(row, "sent_lsn"),
                lsn(row, "write_lsn"),
                lsn(row, "flush_lsn"),
                lsn(row, "replay_lsn"));
    }

    private Lsn lsn(Map<String, String> row, String column) {
        return Lsn.of(text(row, column));
    }

    private boolean is(Map<String, String> row, String column) {
        return text(row, column).equals("t");
    }

    private String text(Map<String, String> row, String column) {
        String value = row.get(column);
        if (value == null) {
            throw new PgspanException(endpoint + ": the answer lacks column " + column);
        }
        return value;
    }
}
