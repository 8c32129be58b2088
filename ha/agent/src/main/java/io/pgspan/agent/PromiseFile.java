package io.pgspan.agent;

import io.pgspan.ha.Promise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The promise of a member, kept beside its data: a restarted agent must not start a receiver that its predecessor has promised to
 * keep stopped.
 */
final class PromiseFile {
    private final Path file;

    PromiseFile(Path file) {
        this.file = file;
    }

    /**
     * What is promised.
     *
     * @throws AgentException when it can't be read: a member that does not know its promise must not run
     */
    Promise read() {
        try {
            List<String> lines = Files.readAllLines(file);
            String version = lines.isEmpty() ? "" : lines.get(0).strip();
            return new Promise(
                    version, lines.size() < 2 ? -1 : Long.parseLong(lines.get(1).strip()));
        } catch (NoSuchFileException none) {
            return Promise.NONE;
        } catch (NumberFormatException e) {
            throw new AgentException("promise: " + file.getFileName() + " names no sequence in its second line", e);
        } catch (IOException e) {
            throw new AgentException("promise: " + file.getFileName() + " can't be read", e);
        }
    }

    /** Returns when the promise is durable. */
    void write(Promise promise) {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(
                        (promise.version() + "\n" + promise.sequence()).getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new AgentException("promise: " + file.getFileName() + " can't be written", e);
        }
    }
}
