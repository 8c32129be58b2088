package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The lock file a postmaster keeps in its data directory, in the line order of PostgreSQL's {@code pidfile.h}. It is written line by
 * line while the server starts, so later lines may be missing.
 *
 * @param pid the postmaster
 * @param port its TCP port, 0 while unknown
 * @param status "starting", "stopping", "ready", "standby" (up, but without hot standby), or empty while unknown
 */
record PostmasterPid(long pid, int port, String status) {
    static final String FILE = "postmaster.pid";

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Empty when there is no file, or none with a process id in it yet. */
    static Optional<PostmasterPid> read(Path dataDirectory) {
        try {
            byte[] bytes = Files.readAllBytes(dataDirectory.resolve(FILE));
            List<String> lines =
                    new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
            return number(line(lines, 0))
                    .map(pid -> new PostmasterPid(
                            pid, number(line(lines, PORT_LINE)).orElse(0L).intValue(), line(lines, STATUS_LINE)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PgspanException("can't read " + dataDirectory.resolve(FILE) + ": " + e.getMessage(), e);
        }
    }

    boolean isReady() {
        return status.equals("ready") || status.equals("standby");
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index).strip() : "";
    }

    private static Optional<Long> number(String text) {
        try {
            // a standalone backend writes its id as a negative number
            return Optional.of(Math.abs(Long.parseLong(text)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
