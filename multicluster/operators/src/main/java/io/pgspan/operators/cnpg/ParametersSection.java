package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.decode.Cursor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code postgresql.parameters} and {@code shared_preload_libraries}, which is a list of its own there and a parameter in a wish.
 * Parameters that CloudNativePG sets itself are refused, unless the value is its own, which then says nothing.
 */
final class ParametersSection {
    static final String PRELOAD = "shared_preload_libraries";

    private static final Set<String> FIXED =
            Set.copyOf(Arrays.asList(("archive_command archive_mode cluster_name pg_failover_slots.primary_dsn "
                            + "pg_failover_slots.standby_slot_names port primary_conninfo primary_slot_name recovery_target "
                            + "recovery_target_action recovery_target_inclusive recovery_target_lsn recovery_target_name "
                            + "recovery_target_time recovery_target_timeline recovery_target_xid restore_command "
                            + "shared_preload_libraries ssl ssl_ca_file ssl_cert_file ssl_crl_file ssl_dh_params_file "
                            + "ssl_key_file ssl_passphrase_command ssl_passphrase_command_supports_reload "
                            + "ssl_prefer_server_ciphers synchronized_standby_slots synchronous_standby_names temp_tablespaces "
                            + "allow_system_table_mods archive_cleanup_command bonjour bonjour_name config_file data_directory "
                            + "data_sync_retry event_source external_pid_file hba_file hot_standby ident_file jit_provider "
                            + "listen_addresses log_destination log_directory log_file_mode log_filename log_rotation_age "
                            + "log_rotation_size log_truncate_on_rotation logging_collector promote_trigger_file "
                            + "recovery_end_command recovery_min_apply_delay restart_after_crash stats_temp_directory "
                            + "syslog_facility syslog_ident syslog_sequence_numbers syslog_split_messages "
                            + "unix_socket_directories unix_socket_group unix_socket_permissions")
                    .split(" ")));

    /** Values that CloudNativePG gives to parameters it refuses. */
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("port", "5432"),
            Map.entry("listen_addresses", "*"),
            Map.entry("hot_standby", "true"),
            Map.entry("ssl", "on"),
            Map.entry("restart_after_crash", "false"),
            Map.entry("archive_mode", "on"),
            Map.entry("log_destination", "csvlog"),
            Map.entry("log_directory", "/controller/log"),
            Map.entry("log_filename", "postgres"),
            Map.entry("log_rotation_age", "0"),
            Map.entry("log_rotation_size", "0"),
            Map.entry("log_truncate_on_rotation", "false"),
            Map.entry("logging_collector", "on"),
            Map.entry("shared_preload_libraries", ""));

    private ParametersSection() {}

    /** Whether a wish may not set it. */
    static boolean isFixed(String parameter) {
        return FIXED.contains(parameter);
    }

    /** Those of the wish; to be changed by the caller. */
    static Map<String, String> read(Cursor spec) {
        Cursor postgresql = spec.object("postgresql");
        Cursor said = postgresql.object("parameters");
        said.origin("parameters");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : said.peek().properties()) {
            String name = entry.getKey();
            String value = entry.getValue().asText();
            if (!isFixed(name)) {
                said.text(name).ifPresent(text -> parameters.put(name, text));
            } else if (!value.equals(OWN.get(name))) {
                said.text(name);
                said.reject(
                        "parameter-fixed",
                        name,
                        "CloudNativePG sets it itself and refuses every other value",
                        name.equals(PRELOAD)
                                ? "write the list postgresql.shared_preload_libraries"
                                : "remove it; what it is for has a field of its own, or none");
            }
        }
        preload(postgresql).ifPresent(libraries -> parameters.put(PRELOAD, libraries));
        return parameters;
    }

    /** A list with a name that can't stand in a list of names is left as it is. */
    private static Optional<String> preload(Cursor postgresql) {
        for (JsonNode one : postgresql.peek(PRELOAD)) {
            if (!one.isTextual() || !isPlain(one.textValue())) {
                return Optional.empty();
            }
        }
        List<String> libraries = postgresql.texts(PRELOAD);
        return libraries.isEmpty() ? Optional.empty() : Optional.of(String.join(",", libraries));
    }

    private static boolean isPlain(String library) {
        return !library.isEmpty() && library.equals(library.strip()) && library.indexOf(',') < 0;
    }

    /** The value of that parameter as it reads back. */
    static String canonicalPreload(String value) {
        return String.join(",", libraries(value));
    }

    private static List<String> libraries(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(library -> !library.isEmpty())
                .toList();
    }

    static void write(Map<String, String> parameters, ObjectNode spec) {
        for (Map.Entry<String, String> entry : new TreeMap<>(parameters).entrySet()) {
            ObjectNode postgresql = CnpgWords.object(spec, "postgresql");
            if (entry.getKey().equals(PRELOAD)) {
                libraries(entry.getValue()).forEach(postgresql.putArray(PRELOAD)::add);
            } else {
                CnpgWords.object(postgresql, "parameters").put(entry.getKey(), entry.getValue());
            }
        }
    }
}
