package io.pgspan.model.wal;

import io.pgspan.model.PgspanException;

/**
 * A log sequence number: a byte position in the write-ahead log, unsigned. Text form {@code 16/B374D848}, as PostgreSQL prints it.
 *
 * @param value the position, to be read as unsigned
 */
public record Lsn(long value) implements Comparable<Lsn> {
    /** {@code 0/0}, PostgreSQL's "no position". */
    public static final Lsn ZERO = new Lsn(0);

    /**
     * Reads {@code high/low} in hexadecimal digits.
     *
     * @throws PgspanException when the text is not an LSN
     */
    public static Lsn of(String text) {
        int slash = text.indexOf('/');
        boolean signed = text.indexOf('+') >= 0; // the parser below would take it
        if (slash < 1 || slash > 8 || text.length() - slash - 1 < 1 || text.length() - slash - 1 > 8 || signed) {
            throw malformed(text);
        }
        try {
            long high = Long.parseUnsignedLong(text, 0, slash, 16);
            long low = Long.parseUnsignedLong(text, slash + 1, text.length(), 16);
            return new Lsn(high << 32 | low);
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
    }

    private static PgspanException malformed(String text) {
        return new PgspanException("LSN: '" + text + "' is not of the form 16/B374D848");
    }

    /** Whether this position is later. */
    public boolean isAfter(Lsn other) {
        return compareTo(other) > 0;
    }

    /** Bytes from {@code earlier} to here; negative when it is later. */
    public long minus(Lsn earlier) {
        return value - earlier.value;
    }

    /** The later of two positions. */
    public static Lsn max(Lsn a, Lsn b) {
        return a.isAfter(b) ? a : b;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return String.format("%X/%X", value >>> 32, value & 0xFFFFFFFFL);
    }
}
