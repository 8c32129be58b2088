package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Unpacks a {@code base.tar} into a directory: plain files and directories with their modes. Entries that would land outside, links
 * and special files are refused, so nothing is ever written through a link; so is an archive without its end, which a broken
 * download can't be told from otherwise.
 */
public final class TarExtractor {
    private static final int RECORD_BYTES = 512;
    private static final int END_BYTES = 2 * RECORD_BYTES;

    /** Backups may leave out directories that are empty in them, without which the server doesn't start. */
    private static final List<String> DIRECTORIES = List.of(
            "pg_wal",
            "pg_wal/archive_status",
            "pg_commit_ts",
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat",
            "pg_stat_tmp",
            "pg_subtrans",
            "pg_tblspc",
            "pg_twophase",
            "pg_logical/mappings",
            "pg_logical/snapshots");

    private static final int MAJOR_WITH_SUMMARIES = 17;

    private TarExtractor() {}

    /**
     * Unpacks an archive; the target is created with mode 0700 if it isn't there. Where the result is a data directory, the empty
     * directories that PostgreSQL wants are added. Nothing is flushed to the disk. On failure the target holds a part.
     *
     * @throws PgspanException when an entry is refused, or is there already, or the archive is cut off
     * @throws IOException when reading or writing fails
     */
    public static void extract(InputStream tar, Path target) throws IOException {
        Path root = target.toAbsolutePath().normalize();
        if (!Files.exists(root)) {
            DataFiles.createOwnerDirectory(root);
        }
        EndWatch watched = new EndWatch(tar);
        TarArchiveInputStream entries = new TarArchiveInputStream(watched); // not closed: the stream is the caller's
        long endOfContent = 0;
        for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            endOfContent = watched.count() + roundedUp(entry.getSize());
            unpack(entries, entry, root);
        }
        watched.skipToEnd();
        if (watched.count() < endOfContent + END_BYTES || watched.trailingZeros() < END_BYTES) {
            throw new PgspanException("tar archive for " + root + ": ends without its end mark after " + watched.count()
                    + " bytes; it was cut off, fetch it again");
        }
        completeDirectories(root);
    }

    private static long roundedUp(long size) {
        return (size + RECORD_BYTES - 1) / RECORD_BYTES * RECORD_BYTES;
    }

    private static void unpack(TarArchiveInputStream entries, TarArchiveEntry entry, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root) || entry.getName().startsWith("/")) {
            throw new PgspanException(
                    "tar archive for " + root + ": entry '" + entry.getName() + "' leads outside; refused");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM) {
            Files.createDirectories(DataFiles.parent(path));
            try (OutputStream out =
                    Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                entries.transferTo(out);
            }
        } else {
            throw new PgspanException("tar archive for " + root + ": entry '" + entry.getName()
                    + "' is neither a plain file nor a directory (a tablespace's link?); refused");
        }
        Files.setPosixFilePermissions(path, permissions(entry.getMode(), entry.isDirectory()));
    }

    /** The nine mode bits; the owner can always read and write, or a part could not be cleared away. */
    private static Set<PosixFilePermission> permissions(int mode, boolean directory) {
        PosixFilePermission[] fromHighBit = {
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE
        };
        Set<PosixFilePermission> permissions =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if (directory) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        for (int i = 0; i < fromHighBit.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(fromHighBit[i]);
            }
        }
        return permissions;
    }

    private static void completeDirectories(Path root) throws IOException {
        Path version = root.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            return;
        }
        for (String directory : DIRECTORIES) {
            createOwned(root, directory);
        }
        if (Integer.parseInt(Files.readString(version).strip()) >= MAJOR_WITH_SUMMARIES) {
            createOwned(root, "pg_wal/summaries");
        }
    }

    private static void createOwned(Path root, String directory) throws IOException {
        Files.createDirectories(root.resolve(directory), DataFiles.OWNER_DIRECTORY);
    }
}
