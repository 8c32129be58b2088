package io.pgspan.agent;

import io.pgspan.ha.LocalPostgres;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.postgres.ControlFile;
import io.pgspan.postgres.PostgresControl;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.postgres.PostgresUnavailableException;
import io.pgspan.postgres.ServerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks at the own PostgreSQL: the control file when it is stopped, one query when it runs. Costs one query a look. */
final class LocalView {
    private static final Duration PROBE_LIMIT = Duration.ofMillis(800);

    private static final String REPLAYED = """
            SELECT pg_last_wal_receive_lsn() IS NOT NULL OR EXISTS (
              SELECT FROM pg_stat_activity WHERE backend_type = 'startup'
              AND wait_event IN ('RecoveryRetrieveRetryInterval', 'RecoveryWalStream')) AS replayed
            """;

    private final PostgresControl control;
    private final PostgresProbe probe;
    private final Hands hands;

    LocalView(PostgresControl control, PostgresProbe probe, Hands hands) {
        this.control = control;
        this.probe = probe;
        this.hands = hands;
    }

    LocalPostgres look() {
        boolean busy = hands.busy();
        boolean primary = hands.primary();
        if (!control.isRunning()) {
            if (primary && busy) {
                // about to run out of recovery: from here on it counts as a primary
                return stoppedOr(LocalPostgres.State.PRIMARY, true);
            }
            hands.serverGone();
            return stoppedOr(LocalPostgres.State.STOPPED, busy);
        }
        try {
            ServerStatus status = probe.status(PROBE_LIMIT);
            if (!status.inRecovery()) {
                hands.serverIsPrimary();
            }
            if (status.inRecovery() && !replayed()) {
                return stoppedOr(primary ? LocalPostgres.State.PRIMARY : LocalPostgres.State.STARTING, busy);
            }
            return running(status, primary || !status.inRecovery(), busy);
        } catch (PostgresUnavailableException e) {
            return stoppedOr(primary ? LocalPostgres.State.PRIMARY : LocalPostgres.State.STARTING, busy);
        }
    }

    /**
     * A restarted standby knows of no received position before it streams, and its replay may be far behind the WAL on its disk: it must
     * not be compared with others by that. It has come to the end of what it has when it asked for streaming, or waits for more.
     */
    private boolean replayed() {
        if (!hands.localWalReplayed() && "t".equals(probe.query(REPLAYED).get(0).get("replayed"))) {
            hands.localWalIsReplayed();
        }
        return hands.localWalReplayed();
    }

    private LocalPostgres running(ServerStatus status, boolean primary, boolean busy) {
        int timeline = status.timeline();
        // a promotion in flight still answers as a standby; it counts as a primary already and is busy until it is one
        return new LocalPostgres(
                primary ? LocalPostgres.State.PRIMARY : LocalPostgres.State.STANDBY,
                busy || (primary && status.inRecovery()),
                Long.toUnsignedString(status.systemIdentifier()),
                history(timeline),
                status.inRecovery() ? status.received() : status.current(),
                status.inRecovery() ? status.replayed() : status.current(),
                primary ? LocalPostgres.LastRole.PRIMARY : LocalPostgres.LastRole.STANDBY,
                status.receiverRunning(),
                hands.following(),
                hands.failedStarts(),
                hands.promised());
    }

    private LocalPostgres stoppedOr(LocalPostgres.State state, boolean busy) {
        Optional<ControlFile> found = control.hasData() ? control.controlFile() : Optional.empty();
        if (found.isEmpty()) {
            LocalPostgres none = LocalPostgres.noData();
            return new LocalPostgres(
                    state == LocalPostgres.State.STOPPED ? LocalPostgres.State.NO_DATA : state,
                    busy,
                    "",
                    none.history(),
                    Lsn.ZERO,
                    Lsn.ZERO,
                    LocalPostgres.LastRole.NONE,
                    false,
                    "",
                    hands.failedStarts(),
                    hands.promised());
        }
        ControlFile file = found.get();
        boolean standby = file.state() == ControlFile.State.SHUT_DOWN_IN_RECOVERY
                || file.state() == ControlFile.State.ARCHIVE_RECOVERY;
        // until the first checkpoint after a promotion only the minimum recovery timeline names the new one
        int timeline = Math.max(file.timeline(), file.minRecoveryTimeline());
        Lsn position = standby ? Lsn.max(file.checkpoint(), file.minRecoveryPoint()) : file.checkpoint();
        return new LocalPostgres(
                state,
                busy,
                Long.toUnsignedString(file.systemIdentifier()),
                history(timeline),
                position,
                position,
                standby ? LocalPostgres.LastRole.STANDBY : LocalPostgres.LastRole.PRIMARY,
                false,
                hands.following(),
                hands.failedStarts(),
                hands.promised());
    }

    /** The history file where there is one; a standby may stream a timeline before it has fetched its file. */
    private TimelineHistory history(int timeline) {
        return timeline <= 1
                ? TimelineHistory.first()
                : control.timelineHistory(timeline).orElse(new TimelineHistory(timeline, List.of()));
    }
}
