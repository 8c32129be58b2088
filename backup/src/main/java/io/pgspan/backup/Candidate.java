package io.pgspan.backup;

import io.pgspan.backup.wal.ArchivedWal;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.model.wal.WalSegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One backup judged for one target.
 *
 * @param backup the backup
 * @param reach how far the archive leads from it
 * @param whyNots why it can't serve; empty when it can
 */
record Candidate(BackupInfo backup, WalReach reach, List<String> whyNots) {

    static Candidate of(BackupInfo backup, TimelineHistory path, ArchivedWal wal, RecoveryTarget target) {
        WalReach reach = new WalReach(Lsn.ZERO, backup.firstSegment().name(), Instant.MIN);
        boolean own = target instanceof RecoveryTarget.Immediate;
        TimelineHistory followed = own ? wal.history(backup.timeline()).orElse(path) : path;
        if (!followed.contains(backup.timeline(), backup.stopLsn())) {
            return new Candidate(backup, reach, List.of(offPath(backup, followed)));
        }
        reach = WalReach.from(backup, followed, wal);
        if (backup.stopLsn().isAfter(reach.end())) {
            return new Candidate(
                    backup,
                    reach,
                    List.of("can't become consistent: segment " + reach.missing() + " is not in the archive"));
        }
        return new Candidate(backup, reach, problems(backup, reach, followed, wal, target));
    }

    Optional<String> whyNot() {
        return whyNots.stream().findFirst();
    }

    /** What stays unproven although the backup can serve. */
    List<String> warnings(RecoveryTarget target) {
        return target.match(new RecoveryTarget.Cases<>(
                t -> List.of(
                        "the catalogue does not know the last commit in the archive; if none is later than " + t.text()
                                + " the server stops with 'recovery ended before configured recovery target was reached': recover to "
                                + "the end of the archive then"),
                l -> reach.end().minus(l.lsn()) <= backup.walSegmentSize()
                        ? List.of(
                                "the position lies in the last archived segment; if no record follows it there the server "
                                        + "stops with 'recovery ended before configured recovery target was reached'")
                        : List.of(),
                p -> p.lsn().equals(Lsn.ZERO)
                        ? List.of(
                                "where the point lies is not known; if it is not in the archive the server stops with "
                                        + "'recovery ended before configured recovery target was reached'")
                        : List.of(),
                x -> List.of(
                        "where the transaction ended is not known; if that is before the backup's end or not in the archive"
                                + " the server stops with 'recovery ended before configured recovery target was reached'"),
                i -> List.of(),
                e -> List.of()));
    }

    private static String offPath(BackupInfo backup, TimelineHistory path) {
        return path.endOf(backup.timeline())
                .map(end -> "ended at " + backup.stopLsn() + ", after timeline " + path.timeline() + " left timeline "
                        + backup.timeline() + " at " + end)
                .orElse("is of timeline " + backup.timeline() + ", which is not in the history of timeline "
                        + path.timeline());
    }

    private static List<String> problems(
            BackupInfo backup, WalReach reach, TimelineHistory path, ArchivedWal wal, RecoveryTarget target) {
        return target.match(new RecoveryTarget.Cases<>(
                t -> {
                    List<String> found = new ArrayList<>();
                    if (!backup.finishedAt().isBefore(t.time())) {
                        found.add("ended at " + backup.finishedAt() + ", not before the target");
                    } else if (t.time().isAfter(reach.lastStored())) {
                        found.add("leads only to what was archived at " + reach.lastStored() + ": segment "
                                + reach.missing() + " is not in the archive");
                    }
                    return found;
                },
                l -> position(backup, reach, l.lsn()),
                p -> p.lsn().equals(Lsn.ZERO) ? List.of() : position(backup, reach, p.lsn()),
                x -> List.of(),
                i -> List.of(),
                e -> beyondTheGap(path, reach, wal)));
    }

    private static List<String> position(BackupInfo backup, WalReach reach, Lsn wanted) {
        if (backup.stopLsn().isAfter(wanted)) {
            return List.of("ended at " + backup.stopLsn() + ", after the target");
        }
        if (!reach.end().isAfter(wanted)) {
            return List.of("leads only to " + reach.end() + ": segment " + reach.missing() + " is not in the archive");
        }
        return List.of();
    }

    /** Without a target the server promotes silently where the log breaks off; the end of the archive is then not what one gets. */
    private static List<String> beyondTheGap(TimelineHistory path, WalReach reach, ArchivedWal wal) {
        String last = wal.segments().lastKey();
        boolean onPath = WalSegment.of(last, WalSegment.DEFAULT_SIZE).timeline() == path.timeline();
        return onPath && last.compareTo(reach.missing()) > 0
                ? List.of("leads only to " + reach.end() + ": segment " + reach.missing()
                        + " is not in the archive, but " + last + " is; recover to that position to accept the loss")
                : List.of();
    }
}
