package io.pgspan.operators.kubedb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The text of a PostgreSQL configuration file as parameters and back, as far as it only sets parameters. */
final class UserConf {
    /** The name of the text among KubeDB's inline configurations; it takes no other. */
    static final String KEY = "user.conf";

    private static final List<String> INCLUDES = List.of("include", "include_dir", "include_if_exists");

    private UserConf() {}

    /** The parameters; empty when the text does more than setting parameters or is no configuration. A later line wins. */
    static Optional<Map<String, String>> parse(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = 0;
        while (start < text.length()) {
            int end = lineEnd(text, start);
            String line = text.substring(start, end).strip();
            start = end + 1;
            if (!line.isEmpty() && line.charAt(0) != '#' && !parameter(line, parameters)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static int lineEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** A name, an equals sign or blanks, a value with or without quotes, a comment at will; false for any other line. */
    private static boolean parameter(String line, Map<String, String> parameters) {
        int at = 0;
        while (at < line.length() && isName(line.charAt(at), at == 0)) {
            at++;
        }
        String name = line.substring(0, at);
        int value = blanks(line, at);
        if (value < line.length() && line.charAt(value) == '=') {
            value = blanks(line, value + 1);
        } else if (value == at) {
            return false;
        }
        if (name.isEmpty() || value == line.length() || isInclude(name)) {
            return false;
        }
        boolean quoted = line.charAt(value) == '\'';
        int end = quoted ? quoteEnd(line, value) : wordEnd(line, value);
        if (end <= value) {
            return false;
        }
        parameters.put(name, quoted ? unescape(line.substring(value + 1, end - 1)) : line.substring(value, end));
        int rest = blanks(line, end);
        return rest == line.length() || line.charAt(rest) == '#';
    }

    private static boolean isInclude(String name) {
        int dot = name.indexOf('.');
        return INCLUDES.contains(dot < 0 ? name : name.substring(0, dot));
    }

    private static boolean isName(char c, boolean first) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (!first && ((c >= '0' && c <= '9') || c == '.'));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f' || c == '\u000B';
    }

    private static int blanks(String line, int from) {
        int at = from;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String line, int from) {
        int at = from;
        while (at < line.length() && !isBlank(line.charAt(at)) && "'#=".indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Behind the closing quote; −1 when there is none, or when a backslash escapes anything but a quote or itself. */
    private static int quoteEnd(String line, int from) {
        int at = from + 1;
        while (at < line.length()) {
            char c = line.charAt(at);
            char next = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
            if (c == '\\' && next != '\'' && next != '\\') {
                return -1;
            }
            if (c == '\'' && next != '\'') {
                return at + 1;
            }
            at += c == '\'' || c == '\\' ? 2 : 1;
        }
        return -1;
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
