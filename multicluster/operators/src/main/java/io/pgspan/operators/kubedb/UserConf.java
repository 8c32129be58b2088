package io.pgspan.operators.kubedb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a PostgreSQL configuration file as parameters and back, as far as it only sets parameters. */
final class UserConf {
    /** The name of the text among KubeDB's inline configurations; it takes no other. */
    static final String KEY = "user.conf";

    private static final Pattern LINE = Pattern.compile("([A-Za-z_][A-Za-z0-9_.]*)(?:\\s*=\\s*|\\s+)"
            + "(?:'((?:[^'\\\\]|''|\\\\['\\\\])*)'|([^\\s'#=]+))\\s*(?:#.*)?");
    private static final Pattern INCLUDE = Pattern.compile("include(_dir|_if_exists)?\\b.*");

    private UserConf() {}

    /** The parameters; empty when the text does more than setting parameters or is no configuration. A later line wins. */
    static Optional<Map<String, String>> parse(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher m = LINE.matcher(line);
            if (INCLUDE.matcher(line).matches() || !m.matches()) {
                return Optional.empty();
            }
            parameters.put(m.group(1), m.group(2) == null ? m.group(3) : unescape(m.group(2)));
        }
        return Optional.of(parameters);
    }

    /** One line per parameter, in the order of their names. */
    static String format(Map<String, String> parameters) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(parameters)
                .forEach((name, value) -> text.append(name)
                        .append(" = '")
                        .append(value.replace("\\", "\\\\").replace("'", "''"))
                        .append("'\n"));
        return text.toString();
    }

    /** Inside quotes a quote is doubled or escaped, and a backslash is escaped. */
    private static String unescape(String quoted) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c == '\'' || c == '\\') {
                i++;
                c = quoted.charAt(i);
            }
            text.append(c);
        }
        return text.toString();
    }
}
