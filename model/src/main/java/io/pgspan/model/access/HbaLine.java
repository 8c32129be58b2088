package io.pgspan.model.access;

import io.pgspan.model.PgspanException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The text of one line of {@code pg_hba.conf}: fields separated by blanks, each a list separated by commas, words in quotes kept
 * whole. A quoted keyword is a name; that difference is kept by keeping the quotes of words that need them.
 */
final class HbaLine {
    private static final int LENGTH_MAX = 10_000;

    private final String line;
    private int at;

    private HbaLine(String line) {
        this.line = line;
    }

    static HbaRule read(String line) {
        if (line.length() > LENGTH_MAX || line.indexOf('\n') >= 0 || line.indexOf('\0') >= 0) {
            throw fault(line, "it is not one line");
        }
        List<List<String>> fields = new HbaLine(line).fields();
        if (fields.isEmpty()) {
            throw fault(line, "it is empty or a comment");
        }
        String kind = fields.get(0).get(0);
        Optional<HbaRule.Connection> connection = Stream.of(HbaRule.Connection.values())
                .filter(c -> c.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst();
        if (connection.isEmpty()) {
            throw fault(line, "'" + kind + "' is no kind of connection");
        }
        boolean local = connection.get() == HbaRule.Connection.LOCAL;
        int method = local ? 3 : 4;
        boolean masked = !local
                && fields.size() > 4
                && isMask(fields.get(3).get(0), fields.get(4).get(0));
        if (fields.size() <= (masked ? method + 1 : method)) {
            throw fault(line, "it lacks a field");
        }
        String address = local
                ? null
                : fields.get(3).get(0) + (masked ? " " + fields.get(4).get(0) : "");
        method += masked ? 1 : 0;
        Map<String, String> options = new LinkedHashMap<>();
        for (List<String> option : fields.subList(method + 1, fields.size())) {
            String text = String.join(",", option);
            int equal = text.indexOf('=');
            if (equal < 1) {
                throw fault(line, "'" + text + "' is no option name=value");
            }
            options.put(text.substring(0, equal), text.substring(equal + 1));
        }
        return new HbaRule(
                connection.get(),
                fields.get(1),
                fields.get(2),
                address,
                fields.get(method).get(0),
                options);
    }

    /** An address without a prefix length is followed by its mask. */
    private static boolean isMask(String address, String next) {
        return address.indexOf('/') < 0 && next.matches("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    }

    private List<List<String>> fields() {
        List<List<String>> fields = new ArrayList<>();
        List<String> field = new ArrayList<>();
        boolean more = false;
        while (at < line.length() && line.charAt(at) != '#') {
            if (Character.isWhitespace(line.charAt(at))) {
                at++;
                continue;
            }
            if (line.charAt(at) == ',') {
                at++;
                more = !field.isEmpty();
                continue;
            }
            String word = word();
            if (!more && !field.isEmpty()) {
                fields.add(field);
                field = new ArrayList<>();
            }
            field.add(word);
            more = false;
        }
        if (!field.isEmpty()) {
            fields.add(field);
        }
        return fields;
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                if (quoted && at + 1 < line.length() && line.charAt(at + 1) == '"') {
                    at++;
                    word.append('"');
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (Character.isWhitespace(c) || c == ',' || c == '#')) {
                break;
            } else {
                word.append(c);
            }
        }
        if (quoted) {
            throw fault(line, "a quote is not closed");
        }
        if (word.length() > 0 && word.charAt(0) == '@') {
            throw fault(line, "'" + word + "' includes a file, whose content is unknown here");
        }
        return word.toString();
    }

    static String quote(String word) {
        boolean plain = !word.isEmpty();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            plain &= !Character.isWhitespace(c) && c != ',' && c != '"' && c != '#';
        }
        return plain ? word : "\"" + word.replace("\"", "\"\"") + "\"";
    }

    private static PgspanException fault(String line, String what) {
        return new PgspanException("pg_hba rule: '" + line + "': " + what
                + "; write for example: hostssl all all 10.0.0.0/8 scram-sha-256");
    }
}
