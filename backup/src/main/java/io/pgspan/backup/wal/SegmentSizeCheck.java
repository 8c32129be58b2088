package io.pgspan.backup.wal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes a segment's bytes on and fails at their end unless they are as many as a whole segment has: a power of two from 1 MiB to
 * 1 GiB. A file that was cut short on its way here would otherwise be archived for good and end every recovery silently.
 */
final class SegmentSizeCheck extends FilterInputStream {
    private static final long LEAST = 1L << 20;
    private static final long MOST = 1L << 30;

    private final String name;
    private long bytes;

    SegmentSizeCheck(InputStream in, String name) {
        super(in);
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        counted(b < 0 ? -1 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return counted(super.read(buffer, offset, length));
    }

    private int counted(int n) throws IOException {
        if (n > 0) {
            bytes += n;
        } else if (n < 0 && (Long.bitCount(bytes) != 1 || bytes < LEAST || bytes > MOST)) {
            throw new IOException("segment " + name + " ended after " + bytes
                    + " bytes, which is no segment size; it is not archived");
        }
        return n;
    }
}
