package io.pgspan.agent.fence;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Milliseconds since boot, sleep included, in steps of 10. The file stays open: a reading is two system calls and no garbage, where
 * opening it anew costs ten times as much, and a fence reads it twenty times in a second. Thread-safe; interrupts don't disturb it.
 */
public final class BootClock implements AutoCloseable {
    /** Where the platform shows the time since boot. */
    public static final String FILE = "/proc/uptime";

    private static final int TEXT_BYTES_MAX = 64;
    private static final int MILLIS_PER_HUNDREDTH = 10;

    private final RandomAccessFile file;
    private final byte[] text = new byte[TEXT_BYTES_MAX];

    /** Opens the file. */
    public BootClock() throws IOException {
        file = new RandomAccessFile(FILE, "r");
    }

    /** The reading. */
    public synchronized long millis() throws IOException {
        file.seek(0);
        int length = file.read(text);
        long hundredths = 0;
        for (int i = 0; i < length && text[i] != ' '; i++) {
            if (text[i] != '.') {
                hundredths = hundredths * 10 + (text[i] - '0');
            }
        }
        if (hundredths <= 0) {
            throw new IOException(FILE + " holds no time");
        }
        return hundredths * MILLIS_PER_HUNDREDTH;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
