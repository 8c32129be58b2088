package io.pgspan.model.access;

import io.pgspan.model.PgspanException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line of {@code pg_hba.conf} as PostgreSQL does: fields stand apart by blanks, the tokens of a field by commas (blanks
 * after a comma do not end the field), quotes may begin anywhere, a doubled quote within quotes is one, {@code #} outside of quotes
 * begins a comment.
 */
final class HbaTokens {
    /**
     * One token.
     *
     * @param text without quotes
     * @param quoted whether it began with a quote, which takes the meaning from keywords
     */
    record Token(String text, boolean quoted) {
        /** Whether it is this keyword, not a name of the same text. */
        boolean isKeyword(String keyword) {
            return !quoted && text.equals(keyword);
        }
    }

    private final String line;
    private int at;
    private boolean comma;

    private HbaTokens(String line) {
        this.line = line;
    }

    /** The fields of a line, each a list of at least one token; empty for blank lines and comments. */
    static List<List<Token>> fields(String line) {
        HbaTokens reader = new HbaTokens(line);
        List<List<Token>> fields = new ArrayList<>();
        while (reader.skip()) {
            List<Token> field = new ArrayList<>();
            do {
                field.add(reader.token());
            } while (reader.comma && reader.skip());
            fields.add(field);
        }
        return fields;
    }

    /** Moves to the next token; false at the end of the line. */
    private boolean skip() {
        while (at < line.length() && (isBlank(line.charAt(at)) || line.charAt(at) == ',')) {
            at++;
        }
        return at < line.length() && line.charAt(at) != '#';
    }

    private Token token() {
        StringBuilder text = new StringBuilder();
        boolean within = false;
        boolean closed = false;
        boolean quoted = false;
        comma = false;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (!within && (isBlank(c) || c == ',' || c == '#')) {
                comma = c == ',';
                break;
            }
            if (c == '"') {
                quoted |= text.isEmpty();
                if (!within && closed) {
                    text.append(c); // the second of two within quotes
                }
                closed = within;
                within = !within;
            } else {
                text.append(c);
                closed = false;
            }
        }
        if (within) {
            throw new PgspanException("pg_hba rule: a quote is not closed before the end of the line; close it");
        }
        return new Token(text.toString(), quoted);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /** A text that stands for itself, in quotes where it could not be read back without. */
    static String written(String text) {
        boolean plain =
                !text.isEmpty() && text.chars().noneMatch(c -> c == '"' || c == ',' || c == '#' || isBlank((char) c));
        return plain ? text : quoted(text);
    }

    static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
