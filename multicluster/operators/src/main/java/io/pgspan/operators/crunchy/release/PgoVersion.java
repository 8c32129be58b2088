package io.pgspan.operators.crunchy.release;

import io.pgspan.model.PgspanException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of the operator: what its definition of a cluster has and what it writes by itself depends on it.
 *
 * @param major 5 or more
 * @param minor at least 0
 * @param patch at least 0
 */
public record PgoVersion(int major, int minor, int patch) implements Comparable<PgoVersion> {
    /** The first release that is read and written. */
    public static final PgoVersion OLDEST = new PgoVersion(5, 0, 3);

    /** The newest release whose definitions are known. */
    public static final PgoVersion NEWEST = new PgoVersion(6, 0, 3);

    private static final Pattern TEXT = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,3}))?");

    /** @throws PgspanException when it is older than {@code 5.0.3} */
    public PgoVersion {
        if (major < 5 || (major == 5 && minor == 0 && patch < 3)) {
            throw new PgspanException("operator version: '" + major + "." + minor + "." + patch
                    + "' is not supported; use 5.0.3 or a later one");
        }
    }

    /**
     * Reads {@code 5.8} (which is {@code 5.8.0}) or {@code 5.0.3}, with or without a {@code v} before it.
     *
     * @throws PgspanException when the text is neither, or the release is older than {@code 5.0.3}
     */
    public static PgoVersion of(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new PgspanException(
                    "operator version: '" + text + "' is not a release; write for example 5.8 or 5.0.3");
        }
        return new PgoVersion(
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                m.group(3) == null ? 0 : Integer.parseInt(m.group(3)));
    }

    /** Whether this is that release or a later one. */
    public boolean isAtLeast(PgoVersion other) {
        return compareTo(other) >= 0;
    }

    /** Whether this is that release line or a later one. */
    public boolean isAtLeast(int line, int minorOfLine) {
        return major != line ? major > line : minor >= minorOfLine;
    }

    /** The oldest major version of PostgreSQL that its definition takes. */
    public int oldestPostgres() {
        return isAtLeast(5, 8) ? 11 : 10;
    }

    /** The newest major version of PostgreSQL that its definition takes. */
    public int newestPostgres() {
        if (isAtLeast(new PgoVersion(5, 8, 5))) {
            return 18;
        }
        if (isAtLeast(5, 7)) {
            return 17;
        }
        if (isAtLeast(5, 5)) {
            return 16;
        }
        return isAtLeast(5, 3) ? 15 : 14;
    }

    @Override
    public int compareTo(PgoVersion other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
        return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    /** For example {@code 5.0.3}. */
    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
