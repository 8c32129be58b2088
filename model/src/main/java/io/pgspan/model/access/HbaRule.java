package io.pgspan.model.access;

import io.pgspan.model.PgspanException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code pg_hba.conf}: who may connect from where to what, and how they prove who they are. The first line that fits a
 * connection decides.
 *
 * @param connection kind of connection
 * @param databases databases, or {@code all}, {@code sameuser}, {@code samerole}, {@code replication}
 * @param users roles, or {@code all}, or {@code +group}
 * @param from the address as PostgreSQL takes it, {@code all}, {@code samehost} or {@code samenet}; null for local connections
 * @param method for example {@code scram-sha-256}, {@code cert}, {@code reject}
 * @param options options of the method
 */
public record HbaRule(
        Connection connection,
        List<String> databases,
        List<String> users,
        @Nullable String from,
        String method,
        Map<String, String> options) {

    /** Kind of connection. */
    public enum Connection {
        /** Through a Unix socket. */
        LOCAL,
        /** Over the network, encrypted or not. */
        HOST,
        /** Over the network, encrypted with TLS. */
        HOSTSSL,
        /** Over the network, not encrypted with TLS. */
        HOSTNOSSL,
        /** Over the network, encrypted with GSSAPI. */
        HOSTGSSENC,
        /** Over the network, not encrypted with GSSAPI. */
        HOSTNOGSSENC
    }

    /** Copies the collections. */
    public HbaRule {
        databases = List.copyOf(databases);
        users = List.copyOf(users);
        options = Map.copyOf(options);
    }

    /**
     * Reads one line as PostgreSQL does.
     *
     * @throws PgspanException when it is no rule: empty, a comment, an include, too short, an unknown kind of connection
     */
    public static HbaRule of(String line) {
        return HbaLine.read(line);
    }

    /** Everybody, over TLS, by password. */
    public static HbaRule passwordOverTls() {
        return new HbaRule(Connection.HOSTSSL, List.of("all"), List.of("all"), "all", "scram-sha-256", Map.of());
    }

    /** From where; empty for local connections. */
    public Optional<String> address() {
        return Optional.ofNullable(from);
    }

    /** The line as PostgreSQL reads it, without an end of line. */
    @Override
    public String toString() {
        String named = new TreeMap<>(options)
                .entrySet().stream()
                        .map(e -> " " + e.getKey() + "=" + HbaLine.quote(e.getValue()))
                        .collect(Collectors.joining());
        return connection.name().toLowerCase(Locale.ROOT) + " " + words(databases) + " " + words(users)
                + (from == null ? "" : " " + from) + " " + method + named;
    }

    private static String words(List<String> words) {
        return words.stream().map(HbaLine::quote).collect(Collectors.joining(","));
    }
}
