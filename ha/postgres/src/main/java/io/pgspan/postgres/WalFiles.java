package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Reads single records out of {@code pg_wal}. A record's bytes are interrupted by the header of every page they cross: 40 bytes on the
 * first page of a segment, 24 on the others; a page that continues a record says how much of it is left. Its end is therefore not its
 * start plus its length. Every header met is checked: a recycled segment holds old pages under a new name.
 *
 * <p>Cost: one small read a page. A record is at most {@value #RECORD_BYTES_MAX} bytes here; checkpoints have 114 to 138.
 */
final class WalFiles {
    private static final int RECORD_BYTES_MAX = 64 * 1024;
    private static final int SHORT_HEADER = 24;
    private static final int LONG_HEADER = 40;
    private static final int PAGE_SIZE_MIN = 1024;
    private static final int PAGE_SIZE_MAX = 64 * 1024;

    private static final int SEGMENT_NAME_LENGTH = 24;

    private static final int INFO = 2;
    private static final int PAGE_ADDRESS = 8;
    private static final int REMAINING = 16;
    private static final int SYSTEM_IDENTIFIER = 24;
    private static final int SEGMENT_SIZE = 32;
    private static final int PAGE_SIZE = 36;
    private static final int INFO_CONTINUES_RECORD = 1;
    private static final int INFO_LONG_HEADER = 2;

    private final Path walDirectory;
    private final int timeline;
    private final int segmentSize;
    private final long systemIdentifier;

    WalFiles(Path dataDirectory, ControlFile file) {
        this.walDirectory = dataDirectory.resolve("pg_wal");
        this.timeline = file.timeline();
        this.segmentSize = file.walSegmentSize();
        this.systemIdentifier = file.systemIdentifier();
    }

    /**
     * The newest timeline with a segment that holds the byte before a position: a segment is named by its timeline from its first byte on,
     * and is recycled under the name of a timeline that was replayed already. 0 for none. Cost: one look at the folder.
     */
    int newestTimelineAt(Lsn position) {
        long segment = Long.divideUnsigned(Math.max(0, position.value() - 1), segmentSize);
        long segmentsPerLog = 0x1_0000_0000L / segmentSize;
        String name = String.format("%08X%08X", segment / segmentsPerLog, segment % segmentsPerLog);
        try (Stream<Path> files = Files.list(walDirectory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.length() == SEGMENT_NAME_LENGTH && file.endsWith(name))
                    .mapToInt(file -> Integer.parseUnsignedInt(file.substring(0, 8), 16))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new PgspanException("can't look through " + walDirectory + ": " + e.getMessage(), e);
        }
    }

    /**
     * The record that starts at a position.
     *
     * @throws PgspanException when its segment is missing, or there is no whole, undamaged record there
     */
    WalRecord at(Lsn start) {
        int pageSize = pageSize(start);
        long position = start.value();
        int offset = (int) Long.remainderUnsigned(position, pageSize);
        if (offset % WalRecord.ALIGNMENT != 0 || offset < headerBytes(position - offset)) {
            throw damaged(start, "no record can start there");
        }
        page(position - offset);
        int length = read(position, Integer.BYTES).getInt();
        if (length < WalRecord.HEADER_BYTES || length > RECORD_BYTES_MAX) {
            throw damaged(start, "its length is " + Integer.toUnsignedString(length));
        }
        byte[] bytes = new byte[length];
        int filled = 0;
        while (true) { // each turn fills a page or ends
            int here = Math.min(length - filled, pageSize - (int) Long.remainderUnsigned(position, pageSize));
            read(position, here).get(bytes, filled, here);
            filled += here;
            position += here;
            if (filled == length) {
                return WalRecord.parse(start, new Lsn(aligned(position)), bytes);
            }
            ByteBuffer header = page(position);
            if ((header.getShort(INFO) & INFO_CONTINUES_RECORD) == 0 || header.getInt(REMAINING) != length - filled) {
                throw damaged(start, "the page at " + new Lsn(position) + " doesn't continue it");
            }
            position += headerBytes(position);
        }
    }

    private static long aligned(long position) {
        return (position + WalRecord.ALIGNMENT - 1) & -WalRecord.ALIGNMENT;
    }

    private int headerBytes(long page) {
        return Long.remainderUnsigned(page, segmentSize) == 0 ? LONG_HEADER : SHORT_HEADER;
    }

    /** PostgreSQL can be built with other pages than 8 kB; every segment's first page tells. */
    private int pageSize(Lsn within) {
        long first = within.value() - Long.remainderUnsigned(within.value(), segmentSize);
        int size = page(first).getInt(PAGE_SIZE);
        if (size < PAGE_SIZE_MIN || size > PAGE_SIZE_MAX || Integer.bitCount(size) != 1) {
            throw damaged(within, "its segment tells a page size of " + size);
        }
        return size;
    }

    private ByteBuffer page(long address) {
        int bytes = headerBytes(address);
        ByteBuffer header = read(address, bytes);
        boolean isLong = (header.getShort(INFO) & INFO_LONG_HEADER) != 0;
        if (header.getLong(PAGE_ADDRESS) != address || isLong != (bytes == LONG_HEADER)) {
            throw damaged(new Lsn(address), "there is no page of that address, maybe an old one");
        }
        if (isLong
                && (header.getLong(SYSTEM_IDENTIFIER) != systemIdentifier
                        || header.getInt(SEGMENT_SIZE) != segmentSize)) {
            throw damaged(new Lsn(address), "the segment is another database's");
        }
        return header;
    }

    private ByteBuffer read(long position, int count) {
        Path segment = walDirectory.resolve(segmentName(position));
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        long offset = Long.remainderUnsigned(position, segmentSize);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw damaged(new Lsn(position), segment + " ends before");
                }
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new PgspanException("can't read WAL at " + new Lsn(position) + ": " + e, e);
        }
    }

    private String segmentName(long position) {
        long number = Long.divideUnsigned(position, segmentSize);
        long perLog = (1L << 32) / segmentSize;
        return String.format("%08X%08X%08X", timeline, number / perLog, number % perLog);
    }

    private static PgspanException damaged(Lsn position, String what) {
        return new PgspanException("WAL at " + position + " can't be read: " + what);
    }
}
