package io.pgspan.operators.cnpg.lint;

import java.util.Map;
import java.util.Set;

/** Settings of PostgreSQL that are the operator's alone. One of them may be written with exactly the value the operator gives it. */
public final class FixedParameters {
    private static final Set<String> NAMES = Set.of(
            "allow_system_table_mods",
            "archive_cleanup_command",
            "archive_command",
            "archive_mode",
            "bonjour",
            "bonjour_name",
            "cluster_name",
            "config_file",
            "data_directory",
            "data_sync_retry",
            "event_source",
            "external_pid_file",
            "hba_file",
            "hot_standby",
            "ident_file",
            "jit_provider",
            "listen_addresses",
            "log_destination",
            "log_directory",
            "log_file_mode",
            "log_filename",
            "log_rotation_age",
            "log_rotation_size",
            "log_truncate_on_rotation",
            "logging_collector",
            "pg_failover_slots.primary_dsn",
            "pg_failover_slots.standby_slot_names",
            "port",
            "primary_conninfo",
            "primary_slot_name",
            "promote_trigger_file",
            "recovery_end_command",
            "recovery_min_apply_delay",
            "recovery_target",
            "recovery_target_action",
            "recovery_target_inclusive",
            "recovery_target_lsn",
            "recovery_target_name",
            "recovery_target_time",
            "recovery_target_timeline",
            "recovery_target_xid",
            "restart_after_crash",
            "restore_command",
            "shared_preload_libraries",
            "ssl",
            "ssl_ca_file",
            "ssl_cert_file",
            "ssl_crl_file",
            "ssl_dh_params_file",
            "ssl_key_file",
            "ssl_passphrase_command",
            "ssl_passphrase_command_supports_reload",
            "ssl_prefer_server_ciphers",
            "stats_temp_directory",
            "synchronized_standby_slots",
            "synchronous_standby_names",
            "syslog_facility",
            "syslog_ident",
            "syslog_sequence_numbers",
            "syslog_split_messages",
            "temp_tablespaces",
            "unix_socket_directories",
            "unix_socket_group",
            "unix_socket_permissions");

    /** Values the operator gives; those that hold a path of its images are left out: nobody else writes them by hand. */
    private static final Map<String, Set<String>> VALUES = Map.ofEntries(
            Map.entry("archive_mode", Set.of("on", "off", "always")),
            Map.entry("hot_standby", Set.of("true")),
            Map.entry("listen_addresses", Set.of("*")),
            Map.entry("log_destination", Set.of("csvlog")),
            Map.entry("log_directory", Set.of("/controller/log")),
            Map.entry("log_filename", Set.of("postgres")),
            Map.entry("log_rotation_age", Set.of("0")),
            Map.entry("log_rotation_size", Set.of("0")),
            Map.entry("log_truncate_on_rotation", Set.of("false")),
            Map.entry("logging_collector", Set.of("on")),
            Map.entry("port", Set.of("5432")),
            Map.entry("restart_after_crash", Set.of("false")),
            Map.entry("shared_preload_libraries", Set.of("")),
            Map.entry("ssl", Set.of("on")));

    private FixedParameters() {}

    /** Whether a parameter is the operator's alone. */
    public static boolean isFixed(String name) {
        return NAMES.contains(name);
    }

    /** Whether the operator refuses this value. */
    public static boolean isRefused(String name, String value) {
        return NAMES.contains(name) && !VALUES.getOrDefault(name, Set.of()).contains(value);
    }
}
