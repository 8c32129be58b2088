package io.pgspan.model.access;

import io.pgspan.model.PgspanException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The grammar of {@code pg_hba.conf}, and what PostgreSQL refuses when it loads a rule. */
final class HbaGrammar {
    /** What PostgreSQL itself never needed more of. */
    private static final int LENGTH_MAX = 10_000;

    private static final Set<String> METHODS = Set.of(
            "trust",
            "reject",
            "scram-sha-256",
            "md5",
            "password",
            "gss",
            "sspi",
            "ident",
            "peer",
            "ldap",
            "radius",
            "cert",
            "pam",
            "bsd",
            "oauth");
    private static final Map<String, HbaRule.Connection> CONNECTIONS =
            Arrays.stream(HbaRule.Connection.values()).collect(Collectors.toMap(HbaGrammar::word, known -> known));
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");
    private static final Set<String> INCLUDES = Set.of("include", "include_if_exists", "include_dir");
    private static final Set<String> SOURCES = Set.of("all", "samehost", "samenet");

    private HbaGrammar() {}

    static String word(HbaRule.Connection connection) {
        return connection.name().toLowerCase(Locale.ROOT);
    }

    static HbaRule read(String line) {
        if (line.length() > LENGTH_MAX || line.indexOf('\n') >= 0 || line.indexOf('\0') >= 0 || line.endsWith("\\")) {
            throw refused(
                    line, "it is not one line", "write one rule on one line of at most " + LENGTH_MAX + " characters");
        }
        Deque<List<HbaTokens.Token>> fields = new ArrayDeque<>(HbaTokens.fields(line));
        String first = single(line, fields, "type of connection").text();
        if (INCLUDES.contains(first)) {
            throw refused(line, "it includes a file of the server's disk", "write the rules themselves");
        }
        HbaRule.Connection connection = CONNECTIONS.get(first);
        if (connection == null) {
            throw refused(
                    line,
                    "'" + first + "' is no type of connection",
                    "begin with local, host, hostssl, hostnossl, hostgssenc or hostnogssenc");
        }
        List<HbaName> databases = names(line, fields, "databases");
        List<HbaName> users = names(line, fields, "users");
        String source = connection == HbaRule.Connection.LOCAL ? null : source(line, fields);
        String method = single(line, fields, "method").text();
        return new HbaRule(connection, databases, users, source, method, options(line, fields));
    }

    private static List<HbaName> names(String line, Deque<List<HbaTokens.Token>> fields, String what) {
        List<HbaTokens.Token> field = fields.poll();
        if (field == null) {
            throw refused(line, "it ends before its " + what, "name " + what);
        }
        return field.stream()
                .map(token -> new HbaName(token.text(), token.quoted()))
                .toList();
    }

    private static String source(String line, Deque<List<HbaTokens.Token>> fields) {
        HbaTokens.Token address = single(line, fields, "address");
        if (address.quoted() && SOURCES.contains(address.text())) {
            throw refused(line, "its address is a keyword in quotes, which no host is called", "leave the quotes out");
        }
        if (IpAddress.width(address.text()) == IpAddress.NONE) {
            return address.text();
        }
        return address.text() + " " + single(line, fields, "mask").text();
    }

    private static Map<String, String> options(String line, Deque<List<HbaTokens.Token>> fields) {
        Map<String, String> options = new TreeMap<>();
        for (List<HbaTokens.Token> field : fields) {
            for (HbaTokens.Token token : field) {
                int equals = token.text().indexOf('=');
                if (equals < 1) {
                    throw refused(line, "an option is not of the form name=value", "write name=value");
                }
                options.put(token.text().substring(0, equals), token.text().substring(equals + 1));
            }
        }
        return options;
    }

    private static HbaTokens.Token single(String line, Deque<List<HbaTokens.Token>> fields, String what) {
        List<HbaTokens.Token> field = fields.poll();
        if (field == null) {
            throw refused(line, "it ends before its " + what, "name one");
        }
        if (field.size() > 1) {
            throw refused(line, "it has more than one " + what, "write one rule for each");
        }
        return field.get(0);
    }

    static void check(
            HbaRule.Connection connection,
            List<HbaName> databases,
            List<HbaName> users,
            @Nullable String source,
            String method,
            Map<String, String> options) {
        boolean local = connection == HbaRule.Connection.LOCAL;
        String rule = word(connection) + " … " + method;
        if (databases.isEmpty() || users.isEmpty()) {
            throw refused(rule, "it names no database or no user", "name all, or some");
        }
        String files = Stream.concat(databases.stream(), users.stream())
                .filter(name -> !name.literal() && name.text().startsWith("@"))
                .map(HbaName::text)
                .collect(Collectors.joining(", "));
        if (!files.isEmpty()) {
            throw refused(
                    rule, files + " names a file of the server's disk", "write the names, or put the text in quotes");
        }
        if (local != (source == null)) {
            throw refused(rule, local ? "a local connection has no address" : "it has no address", "see the type");
        }
        if (source != null) {
            checkSource(rule, source);
        }
        if (!METHODS.contains(method)) {
            throw refused(rule, "'" + method + "' is no method", "use scram-sha-256, or another of PostgreSQL's");
        }
        if (method.equals("peer") && !local) {
            throw refused(rule, "only the system's own sockets know their peer", "use scram-sha-256");
        }
        if (method.equals("gss") && local) {
            throw refused(rule, "GSSAPI does not work on sockets of the system", "use scram-sha-256 or peer");
        }
        if (method.equals("cert") && connection != HbaRule.Connection.HOSTSSL) {
            throw refused(rule, "only TLS connections have certificates", "use hostssl");
        }
        if (options.containsKey("clientcert") && connection != HbaRule.Connection.HOSTSSL) {
            throw refused(rule, "only TLS connections have certificates to ask for", "use hostssl");
        }
        if (options.keySet().stream().anyMatch(name -> name.isEmpty() || name.contains("="))
                || options.entrySet().stream().anyMatch(HbaGrammar::breaksLine)) {
            throw refused(rule, "an option's name or value can't be written", "write name=value on one line");
        }
    }

    private static boolean breaksLine(Map.Entry<String, String> option) {
        return (option.getKey() + option.getValue()).chars().anyMatch(c -> c == '\n' || c == 0);
    }

    private static void checkSource(String rule, String source) {
        int slash = source.indexOf('/');
        int blank = source.indexOf(' ');
        if (slash < 0 && blank < 0) {
            boolean host = !source.isEmpty() && HbaTokens.written(source).equals(source);
            if (!host || IpAddress.width(source) != IpAddress.NONE) {
                throw refused(rule, "the address '" + source + "' has no mask", "write address/bits");
            }
            return;
        }
        int at = slash >= 0 ? slash : blank;
        int width = IpAddress.width(source.substring(0, at));
        String mask = source.substring(at + 1);
        boolean sound = width != IpAddress.NONE && (slash >= 0 ? isBits(mask, width) : IpAddress.width(mask) == width);
        if (!sound) {
            throw refused(rule, "'" + source + "' is not an address and its mask", "write address/bits");
        }
    }

    private static boolean isBits(String text, int width) {
        return BITS.matcher(text).matches() && Integer.parseInt(text) <= width;
    }

    /** Options may hold secrets ({@code ldapbindpasswd}), so of a line only what comes before the first {@code =} is shown. */
    private static PgspanException refused(String line, String why, String remedy) {
        int secret = line.indexOf('=');
        String shown = secret < 0 ? line : line.substring(0, secret) + "=…";
        return new PgspanException("pg_hba rule '" + shown + "': " + why + "; " + remedy);
    }
}
