package io.pgspan.model.wal;

import io.pgspan.model.PgspanException;
import java.util.regex.Pattern;

/**
 * One segment of the write-ahead log, named by 24 hexadecimal digits: timeline, then the segment's number in two halves that
 * depend on the segment size.
 *
 * @param timeline the timeline, at least 1
 * @param number the segment's number: position divided by segment size
 * @param size the segment size in bytes: a power of two from 1 MiB to 1 GiB
 */
public record WalSegment(int timeline, long number, int size) {
    /** PostgreSQL's default, 16 MiB. */
    public static final int DEFAULT_SIZE = 16 * 1024 * 1024;

    private static final Pattern NAME = Pattern.compile("[0-9A-F]{24}");

    /** @throws PgspanException when a part is out of range */
    public WalSegment {
        if (timeline < 1 || number < 0 || Integer.bitCount(size) != 1 || size < 1 << 20 || size > 1 << 30) {
            throw new PgspanException("WAL segment: timeline " + timeline + ", number " + number + ", size " + size
                    + " is out of range; the size is a power of two from 1 MiB to 1 GiB");
        }
    }

    /** Whether a file name is a segment's (not a history file, not a partial segment, not a backup label). */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Reads a segment's file name.
     *
     * @throws PgspanException when it is not one
     */
    public static WalSegment of(String name, int size) {
        if (!isName(name)) {
            throw new PgspanException("WAL segment: '" + name + "' is not a name of 24 hexadecimal digits");
        }
        long perLog = 0x100000000L / size;
        long log = Long.parseLong(name.substring(8, 16), 16);
        long segment = Long.parseLong(name.substring(16), 16);
        if (segment >= perLog) {
            throw new PgspanException("WAL segment: '" + name + "' can't be one of " + (size >> 20)
                    + " MiB; read the segment size from the server's control file");
        }
        return new WalSegment(Integer.parseUnsignedInt(name.substring(0, 8), 16), log * perLog + segment, size);
    }

    /** The segment that holds a position. */
    public static WalSegment at(int timeline, Lsn position, int size) {
        return new WalSegment(timeline, Long.divideUnsigned(position.value(), size), size);
    }

    /** The file name. */
    public String name() {
        long perLog = 0x100000000L / size;
        return String.format("%08X%08X%08X", timeline, number / perLog, number % perLog);
    }

    /** The first position in the segment. */
    public Lsn start() {
        return new Lsn(number * size);
    }

    /** The segment after this one on the same timeline. */
    public WalSegment next() {
        return new WalSegment(timeline, number + 1, size);
    }
}
