package io.pgspan.operators.change;

import java.util.Set;

/** The settings of PostgreSQL that a running server can't take over, of versions 10 to 18. An extension's own setting may be another one. */
public final class RestartSettings {
    private static final Set<String> NAMES = Set.of(
            "archive_mode",
            "autovacuum_freeze_max_age",
            "autovacuum_max_workers",
            "autovacuum_multixact_freeze_max_age",
            "autovacuum_worker_slots",
            "bonjour",
            "bonjour_name",
            "cluster_name",
            "commit_timestamp_buffers",
            "config_file",
            "data_directory",
            "data_sync_retry",
            "debug_io_direct",
            "dynamic_shared_memory_type",
            "event_source",
            "external_pid_file",
            "hba_file",
            "hot_standby",
            "huge_pages",
            "huge_page_size",
            "ident_file",
            "io_max_combine_limit",
            "io_max_concurrency",
            "io_method",
            "jit_provider",
            "listen_addresses",
            "logging_collector",
            "max_active_replication_origins",
            "max_connections",
            "max_files_per_process",
            "max_locks_per_transaction",
            "max_logical_replication_workers",
            "max_notify_queue_pages",
            "max_pred_locks_per_transaction",
            "max_prepared_transactions",
            "max_replication_slots",
            "max_wal_senders",
            "max_worker_processes",
            "min_dynamic_shared_memory",
            "multixact_member_buffers",
            "multixact_offset_buffers",
            "notify_buffers",
            "old_snapshot_threshold",
            "pg_stat_statements.max",
            "port",
            "recovery_target",
            "reserved_connections",
            "serializable_buffers",
            "shared_buffers",
            "shared_memory_type",
            "shared_preload_libraries",
            "subtransaction_buffers",
            "superuser_reserved_connections",
            "track_activity_query_size",
            "track_commit_timestamp",
            "transaction_buffers",
            "unix_socket_directories",
            "unix_socket_group",
            "unix_socket_permissions",
            "wal_buffers",
            "wal_decode_buffer_size",
            "wal_level",
            "wal_log_hints");

    private RestartSettings() {}

    /** Whether a setting takes effect only when PostgreSQL starts. */
    public static boolean contains(String name) {
        return NAMES.contains(name);
    }
}
