package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Settings of PostgreSQL in a {@code Cluster}. */
final class ParameterLints {
    private static final String PARAMETERS = "spec.postgresql.parameters";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");
    private static final Set<String> BOOLEANS =
            Set.of("hot_standby_feedback", "sync_replication_slots", "wal_log_hints");
    private static final Set<String> WAL_LEVELS = Set.of("", "minimal", "replica", "logical");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final BigInteger MIN_WAL = BigInteger.valueOf(80).shiftLeft(20);
    private static final BigInteger MAX_WAL = BigInteger.ONE.shiftLeft(30);

    private ParameterLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                refused(
                        "parameter-name",
                        PARAMETERS,
                        Places.entries(
                                PARAMETERS, (name, value) -> !NAME.matcher(name).matches()),
                        "PostgreSQL has no settings of such a name",
                        "write a name of letters, digits and underscores, with at most one dot"),
                refused(
                        "parameter-fixed",
                        PARAMETERS,
                        Places.entries(PARAMETERS, FixedParameters::isRefused),
                        "the operator sets it itself and takes no other value",
                        "remove it; what it stands for has a field of its own: backup, postgresql.synchronous, "
                                + "postgresql.shared_preload_libraries, certificates, replica"),
                refused(
                        "parameter-boolean",
                        PARAMETERS,
                        Places.entries(
                                PARAMETERS,
                                (name, value) ->
                                        BOOLEANS.contains(name) && bool(value).isEmpty()),
                        "it is neither on nor off",
                        "write \"on\" or \"off\""),
                refused(
                        "wal-level",
                        PARAMETERS + ".wal_level",
                        o -> !WAL_LEVELS.contains(parameter(o, "wal_level")),
                        "there is no such level",
                        "write logical, replica or minimal"),
                refused(
                        "wal-level-minimal",
                        PARAMETERS + ".wal_level",
                        ParameterLints::isMinimalTooLittle,
                        "minimal suffices for one instance that archives nothing and sends nothing",
                        "write replica or logical, or one instance, cnpg.io/skipWalArchiving: enabled and "
                                + "max_wal_senders: \"0\""),
                refused(
                        "wal-log-hints",
                        PARAMETERS + ".wal_log_hints",
                        o -> ClusterSpec.instances(o) > 1
                                && bool(parameter(o, "wal_log_hints"))
                                        .filter(on -> !on)
                                        .isPresent(),
                        "a former primary is rewound with their help",
                        "leave it out: it is on"),
                refused(
                        "wal-size-range",
                        PARAMETERS + ".min_wal_size",
                        o -> size(o, "min_wal_size", MIN_WAL).compareTo(size(o, "max_wal_size", MAX_WAL)) >= 0,
                        "min_wal_size must be below max_wal_size; said by nobody they are 80MB and 1GB",
                        "write both, the first one smaller"),
                refused(
                        "wal-size-volume",
                        PARAMETERS + ".max_wal_size",
                        ParameterLints::isBeyondVolume,
                        "the volume of the write-ahead log is no larger than this",
                        "enlarge walStorage, or lower it"),
                refused(
                        "size-malformed",
                        PARAMETERS,
                        Places.entries(
                                PARAMETERS,
                                (name, value) -> Set.of("shared_buffers", "min_wal_size", "max_wal_size")
                                                .contains(name)
                                        && !value.isEmpty()
                                        && Sizes.postgres(value).isEmpty()),
                        "the operator can't read this size",
                        "write a number and one of kB, MB, GB, TB"),
                warning(
                        "shared-buffers-unit",
                        PARAMETERS + ".shared_buffers",
                        o -> WHOLE.matcher(parameter(o, "shared_buffers")).matches(),
                        "the webhook takes a bare number for megabytes, PostgreSQL for pages of 8kB",
                        "write a unit, for example 256MB"),
                refused(
                        "shared-buffers-memory",
                        "spec.resources.requests.memory",
                        ParameterLints::isMemoryTooSmall,
                        "less memory is requested than shared_buffers takes",
                        "request more, usually four times as much, or lower shared_buffers"),
                info(
                        "alter-system",
                        "spec.postgresql.enableAlterSystem",
                        o -> Look.isTrue(o, "spec", "postgresql", "enableAlterSystem"),
                        "ALTER SYSTEM changes the one instance it is run on, and no manifest shows it",
                        "change settings here"));
    }

    /** Whether a setting is switched on, in PostgreSQL's words. */
    static boolean isOn(String value) {
        return bool(value).orElse(false);
    }

    /** A boolean as PostgreSQL reads it: any beginning of true, false, yes, no, on, off that tells them apart, 1 and 0. */
    private static Optional<Boolean> bool(String value) {
        String word = value.toLowerCase(Locale.ROOT);
        if (word.equals("1") || word.equals("on")) {
            return Optional.of(true);
        }
        if (word.equals("0") || (word.length() > 1 && "off".startsWith(word))) {
            return Optional.of(false);
        }
        if (word.isEmpty()) {
            return Optional.empty();
        }
        boolean yes = "true".startsWith(word) || "yes".startsWith(word);
        boolean no = "false".startsWith(word) || "no".startsWith(word);
        return yes || no ? Optional.of(yes) : Optional.empty();
    }

    private static String parameter(JsonNode cluster, String name) {
        return Look.text(cluster, "spec", "postgresql", "parameters", name);
    }

    private static BigInteger size(JsonNode cluster, String name, BigInteger otherwise) {
        return Sizes.postgres(parameter(cluster, name)).orElse(otherwise);
    }

    private static boolean isMinimalTooLittle(JsonNode cluster) {
        return parameter(cluster, "wal_level").equals("minimal")
                && (ClusterSpec.instances(cluster) > 1
                        || ClusterSpec.isReplica(cluster)
                        || !ClusterSpec.annotation(cluster, "cnpg.io/skipWalArchiving")
                                .equals("enabled")
                        || !parameter(cluster, "max_wal_senders").equals("0"));
    }

    private static boolean isBeyondVolume(JsonNode cluster) {
        var volume = Sizes.quantity(ClusterSpec.at(cluster, "walStorage", "size"));
        return volume.isPresent()
                && List.of("min_wal_size", "max_wal_size").stream()
                        .flatMap(name -> Sizes.postgres(parameter(cluster, name)).stream())
                        .anyMatch(size -> size.compareTo(volume.get().toBigInteger()) >= 0);
    }

    private static boolean isMemoryTooSmall(JsonNode cluster) {
        var request = Sizes.quantity(ClusterSpec.at(cluster, "resources", "requests", "memory"))
                .filter(memory -> memory.signum() > 0);
        return request.isPresent()
                && Sizes.postgres(parameter(cluster, "shared_buffers"))
                        .filter(buffers -> request.get().toBigInteger().compareTo(buffers) < 0)
                        .isPresent();
    }
}
