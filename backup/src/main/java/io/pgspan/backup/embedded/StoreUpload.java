package io.pgspan.backup.embedded;

import io.pgspan.backup.BackupException;
import io.pgspan.backup.BackupFile;
import io.pgspan.backup.store.Condition;
import io.pgspan.backup.store.ObjectStore;
import io.pgspan.backup.store.Put;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Turns what is written into an object, without a copy on a local disk: the writer fills a short queue, a thread reads it into
 * {@link ObjectStore#put}. The object exists when {@link #close} has returned, and never when the upload was aborted or its writer
 * fell silent: the reading end then fails instead of ending. At most {@value #QUEUE_PARTS} parts of {@value #PART_BYTES} bytes are in memory.
 */
final class StoreUpload extends OutputStream {
    /** The longest time one end waits for the other, flushing a large object to disk included. */
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(15);

    private static final int PART_BYTES = 64 * 1024;
    private static final int QUEUE_PARTS = 32;
    private static final byte[] END = {};

    private final String key;
    private final BlockingQueue<byte[]> parts = new ArrayBlockingQueue<>(QUEUE_PARTS);
    private final FutureTask<Put> upload;
    private final MessageDigest sha256 = sha256();
    private final byte[] part = new byte[PART_BYTES];
    private int filled;
    private long bytes;
    private boolean closed;
    private volatile boolean aborted;

    /** Starts storing an object under a key that must be free. */
    StoreUpload(ObjectStore store, String key) {
        this.key = key;
        this.upload = new FutureTask<>(() -> store.put(key, new Parts(), Condition.IF_ABSENT));
        Thread thread = new Thread(upload, "pgspan-upload-" + key);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        sha256.update(buffer, offset, length);
        bytes += length;
        int from = offset;
        int left = length;
        while (left > 0) {
            int n = Math.min(left, PART_BYTES - filled);
            System.arraycopy(buffer, from, part, filled, n);
            filled += n;
            from += n;
            left -= n;
            if (filled == PART_BYTES) {
                send();
            }
        }
    }

    private void send() throws IOException {
        if (filled > 0) {
            offer(Arrays.copyOf(part, filled));
            filled = 0;
        }
    }

    private void offer(byte[] next) throws IOException {
        long until = System.nanoTime() + SILENCE_LIMIT.toNanos();
        try {
            while (!parts.offer(next, 1, TimeUnit.SECONDS)) {
                if (upload.isDone()) {
                    result();
                    throw new IOException("the store stopped reading object '" + key + "' before its end");
                }
                if (System.nanoTime() - until > 0) {
                    throw new IOException("the store took nothing of object '" + key + "' for " + SILENCE_LIMIT);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while storing object '" + key + "'", e);
        }
    }

    /**
     * Waits until the object is durable.
     *
     * @throws IOException when it was not stored, or the key was taken
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        send();
        offer(END);
        if (result() == Put.EXISTS) {
            throw new IOException(
                    "object '" + key + "' exists: the label was used by a backup that did not come to its end; "
                            + "choose another label or delete the object");
        }
    }

    private Put result() throws IOException {
        try {
            return upload.get(SILENCE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IOException("object '" + key + "' was not stored within " + SILENCE_LIMIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while storing object '" + key + "'", e);
        }
    }

    /** Gives up: the object will not exist, unless {@link #close} had returned. */
    void abort() {
        aborted = true;
    }

    /** What was stored, after {@link #close}. */
    BackupFile stored(String name) {
        return new BackupFile(name, bytes, HexFormat.of().formatHex(sha256.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new BackupException("this Java has no SHA-256; use a complete one", e);
        }
    }

    /** The reading end. It ends only at {@link #END}: an end for any other reason would store a part as a whole. */
    private final class Parts extends InputStream {
        private byte[] current = new byte[0];
        private int at;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at == current.length && !ended) {
                current = next();
                at = 0;
                ended = current.length == 0;
            }
            if (ended) {
                return -1;
            }
            int n = Math.min(length, current.length - at);
            System.arraycopy(current, at, buffer, offset, n);
            at += n;
            return n;
        }

        private byte[] next() throws IOException {
            long until = System.nanoTime() + SILENCE_LIMIT.toNanos();
            try {
                while (System.nanoTime() - until < 0) {
                    if (aborted) {
                        throw new IOException("the backup failed");
                    }
                    byte[] next = parts.poll(200, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        return next;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            throw new IOException("nothing came for " + SILENCE_LIMIT);
        }
    }
}
