package io.pgspan.model.text;

import io.pgspan.model.PgspanException;

/** The one place where SQL identifiers, literals and parameter values are quoted. Assumes {@code standard_conforming_strings = on}. */
public final class Sql {
    private Sql() {}

    /** A quoted identifier. */
    public static String identifier(String name) {
        return '"' + checked(name).replace("\"", "\"\"") + '"';
    }

    /** A quoted literal; the escape form is used when it holds a backslash. */
    public static String literal(String value) {
        String quoted = "'" + checked(value).replace("\\", "\\\\").replace("'", "''") + "'";
        return value.indexOf('\\') >= 0 ? "E" + quoted : "'" + value.replace("'", "''") + "'";
    }

    /** A value as {@code postgresql.conf} wants it: quotes doubled, backslashes doubled, on one line. */
    public static String parameter(String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new PgspanException("parameter value holds a line break; PostgreSQL reads one line a parameter");
        }
        return "'" + checked(value).replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new PgspanException("SQL text holds a zero byte; PostgreSQL can't store it");
        }
        return text;
    }
}
