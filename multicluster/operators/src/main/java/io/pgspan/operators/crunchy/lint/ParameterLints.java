package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import io.pgspan.operators.crunchy.release.PgoVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** PostgreSQL's parameters: those the operator refuses, writes over or merges. */
final class ParameterLints {
    private static final Set<String> REFUSED = Set.of(
            "config_file",
            "data_directory",
            "external_pid_file",
            "hba_file",
            "ident_file",
            "listen_addresses",
            "port",
            "ssl",
            "wal_log_hints",
            "archive_mode",
            "archive_command",
            "restore_command",
            "recovery_target",
            "hot_standby",
            "synchronous_standby_names",
            "primary_conninfo",
            "primary_slot_name",
            "recovery_min_apply_delay",
            "cluster_name",
            "logging_collector",
            "log_file_mode");
    private static final Set<String> OVERRIDDEN = Set.of(
            "unix_socket_directories",
            "ssl",
            "ssl_cert_file",
            "ssl_key_file",
            "ssl_ca_file",
            "archive_mode",
            "archive_command",
            "restore_command");
    private static final Set<String> PATRONIS = Set.of(
            "listen_addresses",
            "port",
            "cluster_name",
            "hot_standby",
            "wal_log_hints",
            "config_file",
            "data_directory",
            "hba_file",
            "ident_file",
            "primary_conninfo",
            "primary_slot_name",
            "synchronous_standby_names",
            "recovery_target",
            "recovery_min_apply_delay");
    private static final Set<String> ALLOWED_SSL = Set.of("ssl_groups", "ssl_ecdh_curve");
    private static final PgoVersion SSL_CURVES = new PgoVersion(5, 8, 5);
    private static final PgoVersion LOG_MODE = new PgoVersion(6, 0, 0);
    private static final String LOGICAL = "logical";
    private static final int PARAMETERS_MAX = 50;
    private static final int SSL_GROUPS_MAJOR = 18;

    private ParameterLints() {}

    static List<CrunchyTrap> checked() {
        return only(
                o -> o.spec("config").is(),
                refused(
                                "parameter-refused",
                                o -> fields(o).stream()
                                        .filter(p -> isRefused(p.name(), p, o.release()))
                                        .toList(),
                                "the operator decides this parameter, and the API server refuses it here",
                                "remove it")
                        .since("5.8"),
                warning(
                                "parameter-case",
                                o -> fields(o).stream()
                                        .filter(p -> !isRefused(p.name(), p, o.release())
                                                && isRefused(lower(p), p, o.release()))
                                        .toList(),
                                "written like this the API server lets it pass, but the operator decides the parameter all the "
                                        + "same",
                                "remove it")
                        .since("5.8"),
                refused(
                                "parameter-version",
                                o -> when(
                                        o.spec("config", "parameters", "ssl_groups")
                                                        .is()
                                                && o.spec("postgresVersion").isBelow(SSL_GROUPS_MAJOR),
                                        o.spec("config", "parameters", "ssl_groups")),
                                "PostgreSQL has it from 18 on",
                                "write ssl_ecdh_curve")
                        .since("5.8.5"),
                refused(
                                "parameter-count",
                                o -> when(fields(o).size() > PARAMETERS_MAX, o.spec("config", "parameters")),
                                "at most 50 parameters are taken here",
                                "write the others in patroni.dynamicConfiguration.postgresql.parameters")
                        .since("5.8"),
                warning(
                                "parameter-both",
                                o -> fields(o).stream()
                                        .filter(p -> !isList(lower(p)))
                                        .flatMap(p -> o.dynamic("postgresql", "parameters").fields().stream()
                                                .filter(other -> lower(other).equals(lower(p))
                                                        && !other.word().equals(p.word())))
                                        .toList(),
                                "config.parameters has it too, and that one counts",
                                "keep it in config.parameters only")
                        .since("5.8"));
    }

    static List<CrunchyTrap> dynamic() {
        return only(
                o -> o.spec("patroni").is(),
                warning(
                        "parameter-overridden",
                        o -> o.dynamic("postgresql", "parameters").fields().stream()
                                .filter(p -> isOverridden(lower(p), p, o.release()))
                                .toList(),
                        "the operator writes its own value over it, without a word",
                        "remove it"),
                warning(
                        "parameter-managed",
                        o -> o.dynamic("postgresql", "parameters").fields().stream()
                                .filter(p -> PATRONIS.contains(lower(p)) || lower(p).startsWith("recovery_target_"))
                                .toList(),
                        "Patroni decides this parameter for each instance: it is ignored, or breaks its work",
                        "remove it"));
    }

    static List<CrunchyTrap> either() {
        return List.of(
                info(
                        "preload-merged",
                        o -> o.parameters("shared_preload_libraries").stream()
                                .filter(p ->
                                        p.text().contains("pgaudit") || p.text().contains("citus"))
                                .toList(),
                        "the operator puts pgaudit before this list, and citus before everything",
                        "name only what you add"),
                info(
                                "archive-timeout",
                                o -> o.parameters("archive_timeout").stream()
                                        .filter(p -> p.word().equals("0"))
                                        .toList(),
                                "a segment of WAL is archived only when it is full: of a quiet hour nothing is in the repository",
                                "leave it out: the operator's default is 60s")
                        .since("5.1"));
    }

    private static List<Spot> fields(Sight sight) {
        return sight.spec("config", "parameters").fields();
    }

    private static String lower(Spot parameter) {
        return parameter.name().toLowerCase(Locale.ROOT);
    }

    /** Lists are merged, so that saying one twice loses nothing. */
    private static boolean isList(String name) {
        return name.equals("shared_preload_libraries") || name.equals("log_destination");
    }

    private static boolean isRefused(String name, Spot value, PgoVersion release) {
        if (ALLOWED_SSL.contains(name) && release.isAtLeast(SSL_CURVES)) {
            return false;
        }
        return REFUSED.contains(name)
                || name.startsWith("ssl_")
                || name.startsWith("unix_socket_")
                || name.startsWith("recovery_target_")
                || (name.equals("wal_level") && !value.is(LOGICAL));
    }

    private static boolean isOverridden(String name, Spot value, PgoVersion release) {
        return OVERRIDDEN.contains(name)
                || (name.equals("wal_level") && !value.is(LOGICAL))
                || (name.equals("log_file_mode") && release.isAtLeast(LOG_MODE));
    }
}
