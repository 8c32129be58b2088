package io.pgspan.ha;

import io.pgspan.model.ValueStyle;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What this member's agent sees of its own PostgreSQL.
 *
 * @param state what it does
 * @param busy whether an operation on it is in flight (a start, a clone, a promotion); nothing but a fence may interrupt it
 * @param systemIdentifier from the control file, empty without data
 * @param history its timeline and ancestors
 * @param received the last position it has durably: received by a standby, flushed by a primary, from the control file when stopped
 * @param replayed the last position replayed; the same as {@code received} when stopped
 * @param lastRole what the data was when it last ran
 * @param receiverRunning whether a WAL receiver exists
 * @param following the member it is configured to follow, empty for none
 * @param failedStarts how many starts in a row have failed
 * @param promise what is promised durably
 * @param cleanStop whether it was shut down in order; {@code received} is then the end of its last record
 * @param sending whether the process of a server that was shut down in order is still there: it may be handing its last WAL to standbys
 * @param canRewind whether {@code pg_rewind} may be tried on this data: it is installed, the data allows it, and it has not failed here
 * @param replication what a primary says of its standbys; null when it was not asked
 * @param failedPromotions how many promotions in a row have failed, whatever became of the server
 * @param walGone whether whom this standby follows has said that it no longer has the WAL that is needed next, and nothing has been
 *     received since
 * @param guarded whether, as far as is known, something would end this server at a deadline: a member without that can't lead
 */
@Value.Builder
@ValueStyle
public record LocalPostgres(
        State state,
        boolean busy,
        String systemIdentifier,
        TimelineHistory history,
        Lsn received,
        Lsn replayed,
        LastRole lastRole,
        boolean receiverRunning,
        String following,
        int failedStarts,
        Promise promise,
        boolean cleanStop,
        boolean sending,
        boolean canRewind,
        @Nullable Replication replication,
        int failedPromotions,
        boolean walGone,
        boolean guarded)
        implements WithLocalPostgres {
    private static final LocalPostgres NO_DATA = new LocalPostgres(
            State.NO_DATA,
            false,
            "",
            TimelineHistory.first(),
            Lsn.ZERO,
            Lsn.ZERO,
            LastRole.NONE,
            false,
            "",
            0,
            Promise.NONE,
            false,
            false,
            false,
            null,
            0,
            false,
            true);

    /** What a PostgreSQL does. */
    public enum State {
        /** The data directory is empty. */
        NO_DATA,
        /** There is data, no server. */
        STOPPED,
        /** A server runs and does not answer, or has not been asked yet. */
        STARTING,
        /** It accepts writes, or may do so any moment: it was told to promote, or was started out of recovery. */
        PRIMARY,
        /** It is in recovery. */
        STANDBY
    }

    /** What stopped data was. */
    public enum LastRole {
        /** Nothing is known: no data. */
        NONE,
        /** In recovery. */
        STANDBY,
        /** Out of recovery, shut down or crashed. */
        PRIMARY
    }

    /** An empty data directory. */
    public static LocalPostgres noData() {
        return NO_DATA;
    }

    /** A builder that begins with an empty data directory. */
    public static LocalPostgresBuilder builder() {
        return new LocalPostgresBuilder().from(NO_DATA);
    }
}
