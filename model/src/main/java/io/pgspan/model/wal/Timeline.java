package io.pgspan.model.wal;

import io.pgspan.model.PgspanException;
import java.util.regex.Pattern;

/**
 * A timeline of the write-ahead log, in the forms in which files and functions write it. It begins with 1 and grows with each
 * promotion.
 *
 * @param number at least 1
 */
public record Timeline(int number) implements Comparable<Timeline> {
    /** The timeline of a new cluster. */
    public static final Timeline FIRST = new Timeline(1);

    private static final Pattern HEX = Pattern.compile("[0-9A-F]{8}");
    private static final String HISTORY = ".history";

    /** @throws PgspanException when the number is not positive */
    public Timeline {
        if (number < 1) {
            throw new PgspanException("timeline: " + number + " is not one; timelines begin with 1");
        }
    }

    /**
     * Reads eight hexadecimal digits, as the names of segments begin.
     *
     * @throws PgspanException when the text is no such number
     */
    public static Timeline ofHex(String text) {
        if (!HEX.matcher(text).matches() || Long.parseLong(text, 16) > Integer.MAX_VALUE) {
            throw new PgspanException("timeline: '" + text + "' is not eight hexadecimal digits of a timeline");
        }
        return new Timeline(Integer.parseInt(text, 16));
    }

    /**
     * The timeline at the beginning of the name of a segment, a partial segment, a backup label or a history file.
     *
     * @throws PgspanException when the name begins with none
     */
    public static Timeline ofFile(String name) {
        return ofHex(name.substring(0, Math.min(name.length(), 8)));
    }

    /** Whether a file name is a history file's. */
    public static boolean isHistoryFile(String name) {
        return name.endsWith(HISTORY)
                && HEX.matcher(name.substring(0, name.length() - HISTORY.length()))
                        .matches();
    }

    /** Eight hexadecimal digits. */
    public String hex() {
        return String.format("%08X", number);
    }

    /** The name of its history file; the first timeline has none, and needs none. */
    public String historyFile() {
        return hex() + HISTORY;
    }

    /**
     * The timeline after a promotion when nobody took that number yet.
     *
     * @throws PgspanException after the last one
     */
    public Timeline next() {
        return new Timeline(number + 1); // after the last one the number is negative, and refused
    }

    @Override
    public int compareTo(Timeline other) {
        return Integer.compare(number, other.number);
    }

    /** The number, as PostgreSQL's settings and functions write it. */
    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
