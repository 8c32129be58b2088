package io.pgspan.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The end of a log file, read without reading the rest. */
final class LogTail {
    private static final int LINES_MAX = 20;
    private static final int BYTES_MAX = 16 * 1024;

    private LogTail() {}

    /** At most 20 lines of what was written since {@code offset}; empty when the log can't be read. */
    static String of(Path log, long offset) {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long from = Math.max(Math.min(offset, channel.size()), channel.size() - BYTES_MAX);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
                // until full or the file has shrunk
            }
            List<String> lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
