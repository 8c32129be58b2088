package io.pgspan.backup;

import io.pgspan.backup.wal.ArchivedWal;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import io.pgspan.model.wal.WalSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides where a recovery starts and which timeline it follows, before anything is touched. Pure: catalogue, target and archive in,
 * plan out.
 *
 * <p>A backup can serve when its timeline is on the path to the wished timeline and was not left before the backup's end, when the
 * log it needs to be consistent is in the archive, when it ended before the target, and when the archived log leads from it to the
 * target without a gap. Of those the newest is taken: it replays least. Everything the server would find out only after hours of
 * copying, or not at all (it promotes silently where the log breaks off, if no target is set), is a refusal here, with the reason for
 * each backup. What can't be known from a catalogue, whether a commit follows a moment, is a warning.
 *
 * <p>The timeline is always written as a number: "latest" is found by probing for history files one by one and stops at a hole.
 *
 * <p>Cost: each backup walks the segments after it, so backups times segments at worst.
 */
public final class RecoveryPlanner {
    private RecoveryPlanner() {}

    /**
     * Plans along the newest timeline in the archive; for {@link RecoveryTarget.Immediate} along the backup's own.
     *
     * @throws UnreachableTargetException when no backup leads to the target
     */
    public static RecoveryPlan plan(BackupCatalog catalog, RecoveryTarget target, ArchivedWal wal) {
        return plan(catalog, target, wal, newestTimeline(catalog, wal));
    }

    /**
     * Plans along a timeline, for example one that a later promotion left behind.
     *
     * @throws UnreachableTargetException when no backup leads to the target along that timeline
     */
    public static RecoveryPlan plan(BackupCatalog catalog, RecoveryTarget target, ArchivedWal wal, int timeline) {
        Optional<TimelineHistory> path = wal.history(timeline);
        if (path.isEmpty()) {
            throw new UnreachableTargetException("recovery to " + target + ": timeline " + timeline
                    + " has no history file in the archive, so how it came to be is not known; name another timeline");
        }
        List<String> against = new ArrayList<>(catalog.damaged());
        List<Candidate> usable = new ArrayList<>();
        for (BackupInfo backup : catalog.backups()) {
            Candidate candidate = Candidate.of(backup, path.get(), wal, target);
            candidate
                    .whyNot()
                    .ifPresentOrElse(
                            why -> against.add("backup '" + backup.label() + "' " + why), () -> usable.add(candidate));
        }
        Comparator<Candidate> age = Comparator.comparing(
                        (Candidate c) -> c.backup().finishedAt())
                .thenComparing(c -> c.backup().label());
        boolean oldest = target instanceof RecoveryTarget.AtTransaction
                || (target instanceof RecoveryTarget.AtRestorePoint p && p.lsn().equals(Lsn.ZERO));
        Candidate chosen = usable.stream()
                .max(oldest ? age.reversed() : age)
                .orElseThrow(() -> unreachable(target, timeline, against));
        return plan(chosen, target, path.get(), oldest, against);
    }

    private static UnreachableTargetException unreachable(RecoveryTarget target, int timeline, List<String> against) {
        String reasons = against.isEmpty() ? "there is no backup" : String.join("; ", against);
        return new UnreachableTargetException(
                "recovery to " + target + " along timeline " + timeline + " is not possible: " + reasons);
    }

    private static RecoveryPlan plan(
            Candidate chosen, RecoveryTarget target, TimelineHistory path, boolean oldest, List<String> against) {
        BackupInfo backup = chosen.backup();
        int timeline = target instanceof RecoveryTarget.Immediate ? backup.timeline() : path.timeline();
        List<String> reasons = new ArrayList<>();
        reasons.add("backup '" + backup.label() + "' of timeline " + backup.timeline() + " ended at "
                + backup.finishedAt() + ", " + backup.stopLsn() + ", and is the " + (oldest ? "oldest" : "newest")
                + " that leads there");
        reasons.add("the archive leads from it to " + chosen.reach().end() + " along timeline " + timeline);
        reasons.addAll(against);
        return new RecoveryPlan(backup, target, timeline, settings(target, timeline), reasons, chosen.warnings(target));
    }

    private static Map<String, String> settings(RecoveryTarget target, int timeline) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("recovery_target_timeline", Integer.toString(timeline));
        Map<String, String> point = target.match(new RecoveryTarget.Cases<>(
                t -> Map.of("recovery_target_time", t.text(), "recovery_target_inclusive", onOff(t.inclusive())),
                l -> Map.of(
                        "recovery_target_lsn", l.lsn().toString(), "recovery_target_inclusive", onOff(l.inclusive())),
                p -> Map.of("recovery_target_name", p.name()),
                x -> Map.of(
                        "recovery_target_xid",
                        Long.toString(x.xid()),
                        "recovery_target_inclusive",
                        onOff(x.inclusive())),
                i -> Map.of("recovery_target", "immediate"),
                e -> Map.<String, String>of()));
        point.entrySet().stream()
                .sorted(Map.Entry.<String, String>comparingByKey().reversed())
                .forEach(e -> settings.put(e.getKey(), e.getValue()));
        if (!point.isEmpty()) {
            settings.put("recovery_target_action", "promote");
        }
        return settings;
    }

    private static String onOff(boolean value) {
        return value ? "on" : "off";
    }

    private static int newestTimeline(BackupCatalog catalog, ArchivedWal wal) {
        int newest = wal.histories().keySet().stream().max(Integer::compare).orElse(1);
        for (BackupInfo backup : catalog.backups()) {
            newest = Math.max(newest, backup.timeline());
        }
        if (!wal.segments().isEmpty()) {
            newest = Math.max(
                    newest,
                    WalSegment.of(wal.segments().lastKey(), WalSegment.DEFAULT_SIZE)
                            .timeline());
        }
        return newest;
    }
}
