package io.pgspan.agent;

import io.pgspan.agent.fence.Fence;
import io.pgspan.ha.LocalPostgres;
import io.pgspan.ha.LocalPostgresBuilder;
import io.pgspan.ha.Replication;
import io.pgspan.ha.StandbyRow;
import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.postgres.ControlFile;
import io.pgspan.postgres.PostgresControl;
import io.pgspan.postgres.PostgresProbe;
import io.pgspan.postgres.PostgresUnavailableException;
import io.pgspan.postgres.ServerReport;
import io.pgspan.postgres.ServerStatus;
import io.pgspan.postgres.WalSender;
import java.time.Duration;
import java.util.ArrayList;
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
    private final Fence fence;
    private final MissingWal missingWal;

    LocalView(PostgresControl control, PostgresProbe probe, Hands hands, Fence fence, LocalClock clock) {
        this.control = control;
        this.probe = probe;
        this.hands = hands;
        this.fence = fence;
        this.missingWal = new MissingWal(control, clock);
    }

    LocalPostgres look() {
        LocalPostgres local = seen();
        boolean gone = missingWal.look(local);
        // a receiver that is there to be refused receives nothing
        return local.withReceiverRunning(local.receiverRunning() && !gone).withWalGone(gone);
    }

    private LocalPostgresBuilder builder(boolean busy) {
        return LocalPostgres.builder()
                .busy(busy)
                .failedStarts(hands.failedStarts())
                .failedPromotions(hands.failedPromotions())
                .following(hands.following())
                .promise(hands.promised())
                .guarded(fence.usable());
    }

    private LocalPostgres seen() {
        boolean busy = hands.busy();
        boolean primary = hands.primary();
        if (hands.shutDown() && !busy) {
            return stoppedOr(LocalPostgres.State.STOPPED, false).withSending(control.isRunning());
        }
        if (!control.isRunning()) {
            if (primary && busy) {
                // about to run out of recovery: from here on it counts as a primary
                return stoppedOr(LocalPostgres.State.PRIMARY, true);
            }
            hands.serverGone();
            return stoppedOr(LocalPostgres.State.STOPPED, busy);
        }
        try {
            ServerReport report = primary ? probe.report(PROBE_LIMIT) : null;
            ServerStatus status = report == null ? probe.status(PROBE_LIMIT) : report.server();
            if (!status.inRecovery()) {
                hands.serverIsPrimary();
            }
            if (status.inRecovery() && !replayed()) {
                return stoppedOr(primary ? LocalPostgres.State.PRIMARY : LocalPostgres.State.STARTING, busy);
            }
            LocalPostgres seen = running(status, primary || !status.inRecovery(), busy);
            return report == null || status.inRecovery() ? seen : seen.withReplication(replication(report));
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

    /** What the engine is told of a primary: a commit waits for what standbys have of the flushed WAL, as the setting says it. */
    static Replication replication(ServerReport report) {
        String commit = report.server().synchronousCommit();
        List<StandbyRow> rows = new ArrayList<>();
        for (WalSender sender : report.senders()) {
            Lsn confirmed = commit.equals("remote_write")
                    ? sender.written()
                    : commit.equals("remote_apply") ? sender.replayed() : sender.flushed();
            rows.add(new StandbyRow(sender.applicationName(), sender.isStreaming(), confirmed));
        }
        return new Replication(
                SyncSetting.parse(report.server().synchronousStandbyNames()).orElse(null),
                report.server().current(),
                rows);
    }

    private LocalPostgres running(ServerStatus status, boolean primary, boolean busy) {
        // without a receiver the server names the timeline of its last restartpoint, however much it has received of a
        // newer one
        int timeline = status.inRecovery() && !status.receiverRunning()
                ? Math.max(status.timeline(), control.timelineAt(status.received()))
                : status.timeline();
        // a promotion in flight still answers as a standby; it counts as a primary already and is busy until it is one
        return builder(busy || (primary && status.inRecovery()))
                .state(primary ? LocalPostgres.State.PRIMARY : LocalPostgres.State.STANDBY)
                .systemIdentifier(Long.toUnsignedString(status.systemIdentifier()))
                .history(history(timeline))
                .received(status.inRecovery() ? status.received() : status.current())
                .replayed(status.inRecovery() ? status.replayed() : status.current())
                .lastRole(primary ? LocalPostgres.LastRole.PRIMARY : LocalPostgres.LastRole.STANDBY)
                .receiverRunning(status.receiverRunning())
                .build();
    }

    private LocalPostgres stoppedOr(LocalPostgres.State state, boolean busy) {
        Optional<ControlFile> found = control.hasData() ? control.controlFile() : Optional.empty();
        if (found.isEmpty()) {
            return builder(busy)
                    .state(state == LocalPostgres.State.STOPPED ? LocalPostgres.State.NO_DATA : state)
                    .following("")
                    .build();
        }
        ControlFile file = found.get();
        boolean standby = file.state() == ControlFile.State.SHUT_DOWN_IN_RECOVERY
                || file.state() == ControlFile.State.ARCHIVE_RECOVERY;
        // until the first checkpoint after a promotion only the minimum recovery timeline names the new one
        int timeline = Math.max(file.timeline(), file.minRecoveryTimeline());
        Optional<Lsn> end = state == LocalPostgres.State.STOPPED ? shutdownEnd() : Optional.empty();
        Lsn position = standby ? Lsn.max(file.checkpoint(), file.minRecoveryPoint()) : end.orElse(file.checkpoint());
        return builder(busy)
                .state(state)
                .systemIdentifier(Long.toUnsignedString(file.systemIdentifier()))
                .history(history(timeline))
                .received(position)
                .replayed(position)
                .lastRole(standby ? LocalPostgres.LastRole.STANDBY : LocalPostgres.LastRole.PRIMARY)
                .cleanStop(end.isPresent())
                .canRewind(state == LocalPostgres.State.STOPPED && hands.canRewind())
                .build();
    }

    /** A log that can't be read is no proof of an orderly end. */
    private Optional<Lsn> shutdownEnd() {
        try {
            return control.shutdownEnd();
        } catch (PgspanException unreadable) {
            return Optional.empty();
        }
    }

    /** The history file where there is one; a standby may stream a timeline before it has fetched its file. */
    private TimelineHistory history(int timeline) {
        return timeline <= 1
                ? TimelineHistory.first()
                : control.timelineHistory(timeline).orElse(new TimelineHistory(timeline, List.of()));
    }
}
