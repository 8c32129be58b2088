package io.pgspan.postgres;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what passes, and the zero bytes at its end: how a tar archive ends. */
final class EndWatch extends FilterInputStream {
    private static final int BUFFER_BYTES = 32 * 1024;

    private long count;
    private long trailingZeros;

    EndWatch(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    long trailingZeros() {
        return trailingZeros;
    }

    void skipToEnd() throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        while (read(buffer, 0, buffer.length) >= 0) {
            // counting is all
        }
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            count++;
            trailingZeros = value == 0 ? trailingZeros + 1 : 0;
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        if (read > 0) {
            count += read;
            int zeros = 0;
            while (zeros < read && target[offset + read - 1 - zeros] == 0) {
                zeros++;
            }
            trailingZeros = zeros == read ? trailingZeros + read : zeros;
        }
        return read;
    }

    /** Reads instead, so that nothing passes uncounted. */
    @Override
    public long skip(long n) throws IOException {
        int read = read(new byte[(int) Math.min(Math.max(n, 0), BUFFER_BYTES)]);
        return Math.max(read, 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
