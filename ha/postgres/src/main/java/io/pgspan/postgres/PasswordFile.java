package io.pgspan.postgres;

import io.pgspan.model.PgspanException;

/** The text of a password file as libpq reads it: {@code hostname:port:database:username:password}. */
final class PasswordFile {
    private PasswordFile() {}

    /** One user's password for every server and database. */
    static String text(Credentials credentials) {
        return "*:*:*:" + field(credentials.user()) + ":"
                + field(credentials.password().reveal()) + "\n";
    }

    private static String field(String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new PgspanException(
                    "credentials: the user's name or the password holds a line break, which a password file can't;"
                            + " choose another one");
        }
        return value.replace("\\", "\\\\").replace(":", "\\:");
    }
}
