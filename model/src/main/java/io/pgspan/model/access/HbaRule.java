package io.pgspan.model.access;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One rule of {@code pg_hba.conf}: which connections, and how they prove who they are. Well-formed by construction; whether it is
 * wise ({@code trust} from anywhere) is for validation and lint to say.
 *
 * @param connection how the client comes
 * @param databases at least one
 * @param users at least one
 * @param from from where, null if and only if the connection is local: {@code all}, {@code samehost}, {@code samenet}, a host
 *     name, {@code address/bits}, or {@code address mask}
 * @param method PostgreSQL's word, for example {@code scram-sha-256}
 * @param options the method's options
 */
public record HbaRule(
        Connection connection,
        List<HbaName> databases,
        List<HbaName> users,
        @Nullable String from,
        String method,
        Map<String, String> options) {
    private static final Set<String> SECRETS = Set.of("ldapbindpasswd", "radiussecrets");

    /** How the client comes: the first word of a rule. */
    public enum Connection {
        /** A Unix-domain socket. */
        LOCAL,
        /** TCP, whether encrypted or not. */
        HOST,
        /** TCP with TLS. */
        HOSTSSL,
        /** TCP without TLS. */
        HOSTNOSSL,
        /** TCP with GSSAPI encryption. */
        HOSTGSSENC,
        /** TCP without GSSAPI encryption. */
        HOSTNOGSSENC
    }

    /**
     * Checks what PostgreSQL would check when it loads the rule.
     *
     * @throws io.pgspan.model.PgspanException when it would refuse
     */
    public HbaRule {
        databases = List.copyOf(databases);
        users = List.copyOf(users);
        SortedMap<String, String> sorted = new TreeMap<>(options);
        options = Collections.unmodifiableSortedMap(sorted);
        HbaGrammar.check(connection, databases, users, from, method, options);
    }

    /**
     * Reads one line.
     *
     * @throws io.pgspan.model.PgspanException when PostgreSQL would refuse it, and for {@code include} and {@code @file}, which name
     *     files of a server's disk
     */
    public static HbaRule of(String line) {
        return HbaGrammar.read(line);
    }

    /** Everybody, over TLS, by password. */
    public static HbaRule passwordOverTls() {
        return new HbaRule(
                Connection.HOSTSSL, List.of(HbaName.ALL), List.of(HbaName.ALL), "all", "scram-sha-256", Map.of());
    }

    /** From where; empty for local connections. */
    public Optional<String> address() {
        return Optional.ofNullable(from);
    }

    /** The rule as one line that reads back as the same rule, secrets of its options included: for the file, never for a log. */
    public String line() {
        return written(Set.of());
    }

    /** The line with secrets of its options hidden. */
    @Override
    public String toString() {
        return written(SECRETS);
    }

    /** Whether an option holds a secret in clear text. */
    public boolean holdsSecret() {
        return options.keySet().stream().anyMatch(SECRETS::contains);
    }

    private String written(Set<String> hidden) {
        StringBuilder line = new StringBuilder(HbaGrammar.word(connection));
        line.append(' ').append(list(databases)).append(' ').append(list(users));
        if (from != null) {
            line.append(' ').append(from);
        }
        line.append(' ').append(method);
        options.forEach((name, value) ->
                line.append(' ').append(HbaTokens.written(name + "=" + (hidden.contains(name) ? "***" : value))));
        return line.toString();
    }

    private static String list(List<HbaName> names) {
        return names.stream().map(HbaName::toString).collect(Collectors.joining(","));
    }
}
