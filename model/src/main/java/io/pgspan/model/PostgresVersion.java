package io.pgspan.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server version of the two-part scheme in use since PostgreSQL 10: major and minor. The minor is 0 when only the
 * major was named. Order is by major, then minor.
 *
 * @param major at least 10
 * @param minor at least 0
 */
public record PostgresVersion(int major, int minor) implements Comparable<PostgresVersion> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3}))?");

    /** @throws PgspanException when a part is out of range */
    public PostgresVersion {
        if (major < 10 || minor < 0) {
            throw new PgspanException("version: '" + major + "." + minor
                    + "' is not a PostgreSQL version since 10; write for example 17.2");
        }
    }

    /**
     * Reads {@code 17} or {@code 17.2}.
     *
     * @throws PgspanException when the text is neither
     */
    public static PostgresVersion of(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new PgspanException("version: '" + text + "' is not a PostgreSQL version; write for example 17.2");
        }
        return new PostgresVersion(Integer.parseInt(m.group(1)), m.group(2) == null ? 0 : Integer.parseInt(m.group(2)));
    }

    @Override
    public int compareTo(PostgresVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
