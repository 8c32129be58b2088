package io.pgspan.testkit.fleet;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Everything a pod's containers have printed, over all restarts. */
record ContainerLog(Path file) {
    private static final int TAIL_BYTES_MAX = 16 * 1024;

    /** The last 16 KiB at most. */
    String tail() {
        if (!Files.exists(file)) {
            return "";
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long start = Math.max(0, channel.size() - TAIL_BYTES_MAX);
            ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - start));
            channel.position(start);
            while (buffer.hasRemaining() && channel.read(buffer) > 0) {
                // reads on
            }
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PgspanException("can't read the log " + file + ": " + e.getMessage(), e);
        }
    }
}
