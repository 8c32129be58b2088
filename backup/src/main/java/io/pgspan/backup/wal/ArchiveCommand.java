package io.pgspan.backup.wal;

import io.pgspan.backup.store.FilesystemObjectStore;
import io.pgspan.model.PgspanException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The program behind {@code archive_command} and {@code restore_command}. One run handles one file. It loads a few classes of the JDK,
 * of this module and of the model, nothing else, because PostgreSQL starts it once for every segment and waits.
 *
 * <p>Exit status, chosen for what PostgreSQL makes of it:
 *
 * <ul>
 *   <li>{@value #DONE}: the file is durable where it belongs.
 *   <li>{@value #NOT_THERE}: {@code fetch} only, the archive has no such file. Not 1: a JVM that can't start says 1, and
 *       PostgreSQL takes 1 to 125 for "the log ends here" and may promote early. {@link #restoreCommand} maps this one to 1 and
 *       every other failure to 254, at which recovery stops.
 *   <li>{@value #CONFLICT}: {@code push} only, other bytes are stored under the name.
 *   <li>{@value #FAILED}: anything else; the reason is one line on stderr. After a failed {@code push} PostgreSQL keeps the segment
 *       and tries again for ever.
 *   <li>{@value #USAGE}: wrong arguments.
 * </ul>
 */
public final class ArchiveCommand {
    static final int DONE = 0;
    static final int USAGE = 2;
    static final int NOT_THERE = 3;
    static final int CONFLICT = 4;
    static final int FAILED = 5;

    private static final String USAGE_TEXT =
            "usage: push|fetch <store URI, file:///...> <prefix> <path, %p> <name, %f>";

    private ArchiveCommand() {}

    /** @param arguments {@code push|fetch}, store URI, prefix, path ({@code %p}), name ({@code %f}) */
    public static void main(String[] arguments) {
        // halt, not exit: there are no hooks to run, and everything that counts is on disk
        Runtime.getRuntime().halt(run(arguments));
    }

    static int run(String[] arguments) {
        if (arguments.length != 5) {
            return said(USAGE_TEXT, USAGE);
        }
        String verb = arguments[0];
        try {
            WalArchive archive = new WalArchive(open(arguments[1]), arguments[2]);
            Path path = Path.of(arguments[3]);
            if (verb.equals("push")) {
                archive.push(path, arguments[4]);
                return DONE;
            }
            if (verb.equals("fetch")) {
                return archive.fetch(arguments[4], path) ? DONE : NOT_THERE;
            }
            return said(USAGE_TEXT, USAGE);
        } catch (WalConflictException e) {
            return said(String.valueOf(e.getMessage()), CONFLICT);
        } catch (PgspanException e) {
            return said(String.valueOf(e.getMessage()), FAILED);
        } catch (RuntimeException | Error e) {
            return said(e.toString(), FAILED);
        }
    }

    private static FilesystemObjectStore open(String uri) {
        URI parsed = URI.create(uri);
        if (!"file".equals(parsed.getScheme())) {
            throw new WalArchiveException("archive: store '" + uri + "' is not supported; give a file:/// URI");
        }
        return new FilesystemObjectStore(Path.of(parsed));
    }

    private static int said(String message, int status) {
        String line = "pgspan archive: ".concat(message.replace('\n', ' ')).concat("\n");
        try (OutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyListens) {
            return status;
        }
        return status;
    }

    /**
     * The text for {@code archive_command}: pushes into a file-system store with this JVM's {@code java} and this program's own
     * class path. Blanks, quotes and percent signs in any path are safe; the value still has to be quoted for
     * {@code postgresql.conf}.
     *
     * @param storeRoot an existing directory the server's user may write
     * @param prefix the cluster's place in the store
     */
    public static String archiveCommand(Path storeRoot, String prefix) {
        return CommandText.java("push", storeRoot, prefix);
    }

    /**
     * The text for {@code restore_command}, see {@link #archiveCommand}. For recovery to a point: a store that can't be read stops
     * the server instead of ending recovery early.
     *
     * @param storeRoot an existing directory the server's user may read
     * @param prefix the cluster's place in the store
     */
    public static String restoreCommand(Path storeRoot, String prefix) {
        return CommandText.java("fetch", storeRoot, prefix) + " || { test $? -eq " + NOT_THERE
                + " && exit 1; exit 254; }";
    }
}
