package io.pgspan.backup;

import io.pgspan.model.PostgresVersion;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.WalSegment;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A complete base backup.
 *
 * @param label its name, unique in the catalogue
 * @param timeline the timeline it was taken on
 * @param startLsn where recovery from it begins
 * @param stopLsn the first position at which it is consistent
 * @param startedAt by the server's clock
 * @param finishedAt by the server's clock, not before {@code startedAt}; a target has to be later
 * @param files what is stored
 * @param postgresVersion the server's version
 * @param systemIdentifier the database system's identifier, to be read as unsigned
 * @param walSegmentSize bytes in a segment
 */
public record BackupInfo(
        String label,
        int timeline,
        Lsn startLsn,
        Lsn stopLsn,
        Instant startedAt,
        Instant finishedAt,
        List<BackupFile> files,
        PostgresVersion postgresVersion,
        long systemIdentifier,
        int walSegmentSize) {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

    /** @throws BackupException when the label is malformed or an end lies before its start */
    public BackupInfo {
        checkedLabel(label);
        files = List.copyOf(files);
        if (startLsn.isAfter(stopLsn) || startedAt.isAfter(finishedAt)) {
            throw new BackupException("backup '" + label + "': it ends before it starts (" + startLsn + " to " + stopLsn
                    + ", " + startedAt + " to " + finishedAt + ")");
        }
    }

    /**
     * A label as given.
     *
     * @throws BackupException when it is not 1 to 63 letters, digits, {@code _}, {@code .} or {@code -}, the first a letter or digit
     */
    public static String checkedLabel(String label) {
        if (!LABEL.matcher(label).matches()) {
            throw new BackupException("backup label '" + label
                    + "' is not 1 to 63 letters, digits, '_', '.' or '-' that start with a letter or digit");
        }
        return label;
    }

    /** Bytes stored, without the log. */
    public long sizeBytes() {
        return files.stream().mapToLong(BackupFile::sizeBytes).sum();
    }

    /** The first segment recovery from it reads. */
    public WalSegment firstSegment() {
        return WalSegment.at(timeline, startLsn, walSegmentSize);
    }

    /** The last segment it needs to be consistent; a stop position on a boundary belongs to the segment before. */
    public WalSegment lastSegment() {
        return WalSegment.at(timeline, new Lsn(stopLsn.value() - 1), walSegmentSize);
    }
}
