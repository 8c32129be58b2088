package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a data directory says of itself, running or not: the part of {@code global/pg_control} on which decisions rest.
 *
 * @param systemIdentifier the identity of the cluster of servers, to be read as unsigned
 * @param state what the server was doing when it last wrote the file; a crash leaves the state of work
 * @param timeline the timeline of the last checkpoint; after a promotion it lags until the next one
 * @param checkpoint position of the last checkpoint's record
 * @param redo where recovery from that checkpoint begins
 * @param minRecoveryPoint how far a standby must replay before it is consistent; {@link Lsn#ZERO} outside of archive recovery
 * @param minRecoveryTimeline the timeline of that point, 0 where there is none
 * @param walLogHints whether the server last wrote WAL with {@code wal_log_hints} on
 * @param dataChecksums whether pages carry checksums
 * @param walSegmentSize bytes of a WAL segment
 * @param version the format, {@code pg_control_version}: 1300 for PostgreSQL 13 to 16, 1700 for 17, 1800 for 18
 */
public record ControlFile(
        long systemIdentifier,
        State state,
        int timeline,
        Lsn checkpoint,
        Lsn redo,
        Lsn minRecoveryPoint,
        int minRecoveryTimeline,
        boolean walLogHints,
        boolean dataChecksums,
        int walSegmentSize,
        int version) {

    /** The server's state, in the order and meaning of PostgreSQL's {@code DBState}. */
    public enum State {
        STARTUP,
        SHUT_DOWN,
        SHUT_DOWN_IN_RECOVERY,
        SHUTTING_DOWN,
        CRASH_RECOVERY,
        ARCHIVE_RECOVERY,
        IN_PRODUCTION;

        /** Whether the server ended by its own will, with nothing left to recover. */
        public boolean isCleanShutdown() {
            return this == SHUT_DOWN || this == SHUT_DOWN_IN_RECOVERY;
        }
    }

    /** The server rewrites the file in place; a read that falls into a write is repeated. */
    private static final int READ_ATTEMPTS_MAX = 5;

    private static final Duration READ_PAUSE = Duration.ofMillis(10);

    /**
     * Reads the control file of a data directory; empty when there is none.
     *
     * @throws PgspanException when it is damaged (its checksum is wrong in five reads) or of an unknown format
     */
    public static Optional<ControlFile> read(Path dataDirectory) {
        Path file = dataDirectory.resolve("global").resolve("pg_control");
        for (int attempt = 1; ; attempt++) {
            try {
                return Optional.of(ControlFileFormat.parse(Files.readAllBytes(file), file.toString()));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new PgspanException("can't read " + file + ": " + e.getMessage(), e);
            } catch (PgspanException e) {
                if (attempt == READ_ATTEMPTS_MAX) {
                    throw e;
                }
                Interruptions.sleep(READ_PAUSE);
            }
        }
    }

    /** Whether every change of a page is in the WAL, hint bits too: without that a rewind would overlook pages. */
    public boolean canBeRewound() {
        return dataChecksums || walLogHints;
    }

    /** The identity as PostgreSQL's tools print it: an unsigned number. */
    public String systemIdentifierText() {
        return Long.toUnsignedString(systemIdentifier);
    }
}
