package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.wal.Lsn;
import io.pgspan.operators.lint.Look;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@code Cluster} that is restored from a backup: what it is made from and how far the log is replayed. */
final class RecoveryLints {
    private static final String RECOVERY = "spec.bootstrap.recovery";
    private static final String TARGET = "spec.bootstrap.recovery.recoveryTarget";
    private static final int NAME_BYTES_MAX = 63;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Pattern TIMELINE = Pattern.compile("latest|[1-9]\\d{0,9}");
    private static final long XID_MAX = 0xFFFF_FFFFL;

    private RecoveryLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                refused(
                        "recovery-origin",
                        RECOVERY,
                        o -> ClusterSpec.has(o, "bootstrap", "recovery") && !hasOneOrigin(recovery(o)),
                        "it says no origin, or backup together with volumeSnapshots",
                        "write one of backup, source, volumeSnapshots; source may stand beside volumeSnapshots for "
                                + "the log"),
                refused(
                        "recovery-snapshot-kind",
                        RECOVERY + ".volumeSnapshots",
                        Places.among(
                                List.of(
                                        RECOVERY + ".volumeSnapshots.storage",
                                        RECOVERY + ".volumeSnapshots.walStorage"),
                                ref -> Json.isThere(ref) && !isVolume(ref)),
                        "only a VolumeSnapshot of snapshot.storage.k8s.io or a PersistentVolumeClaim can be restored "
                                + "from",
                        "write its kind and apiGroup"),
                refused(
                        "recovery-wal-storage",
                        RECOVERY + ".volumeSnapshots.walStorage",
                        o -> ClusterSpec.has(o, "bootstrap", "recovery", "volumeSnapshots", "walStorage")
                                && !ClusterSpec.has(o, "walStorage"),
                        "the snapshot of a WAL volume needs a WAL volume to be restored to",
                        "write walStorage"),
                refused(
                        "target-several",
                        TARGET,
                        o -> targets(target(o)) > 1,
                        "recovery stops at one target only",
                        "keep one of targetTime, targetLSN, targetXID, targetName, targetImmediate"),
                refused(
                        "target-time",
                        TARGET + ".targetTime",
                        o -> !time(o).isEmpty() && !TargetTime.isReadable(time(o)),
                        TargetTime.WHY,
                        "write an offset in digits, for example 2026-01-31 12:00:00.000000+00"),
                info(
                        "target-time-zone",
                        TARGET + ".targetTime",
                        o -> TargetTime.isWithoutZone(time(o)),
                        "a time without an offset is taken as UTC, not as the server's or the reader's zone",
                        "write the offset, for example +00"),
                refused(
                        "target-lsn",
                        TARGET + ".targetLSN",
                        o -> has(o, "targetLSN") && !isLsn(Look.text(target(o), "targetLSN")),
                        "it is no position of the log",
                        "write it as the server does, for example 0/3000028"),
                refused(
                        "target-xid",
                        TARGET + ".targetXID",
                        o -> has(o, "targetXID") && !isXid(Look.text(target(o), "targetXID")),
                        "it is no number of a transaction of 32 bits",
                        "write what pg_current_xact_id gave, without its epoch"),
                refused(
                        "target-name",
                        TARGET + ".targetName",
                        o -> !isPointName(Look.text(target(o), "targetName")),
                        "the name of a restore point has at most 63 bytes and no control characters",
                        "write the name given to pg_create_restore_point"),
                refused(
                        "target-timeline",
                        TARGET + ".targetTLI",
                        o -> !Look.text(target(o), "targetTLI").isEmpty()
                                && !TIMELINE.matcher(Look.text(target(o), "targetTLI"))
                                        .matches(),
                        "a timeline is latest or a number from 1",
                        "leave it out: the latest one is followed"),
                refused(
                        "target-needs-backup",
                        TARGET + ".backupID",
                        RecoveryLints::lacksBackup,
                        "which backup reaches a name, a transaction or the first consistent state can't be told from "
                                + "the catalogue",
                        "write backupID, or restore to a time or a position"),
                refused(
                        "target-backup-of-snapshot",
                        TARGET + ".backupID",
                        o -> has(o, "backupID") && ClusterSpec.has(o, "bootstrap", "recovery", "volumeSnapshots"),
                        "snapshots are named above: there is no catalogue to look the backup up in",
                        "remove it"),
                warning(
                        "restore-same-archive",
                        RECOVERY + ".source",
                        o -> isSameArchive(o, recovery(o).path("source").asText("")),
                        "the new cluster would archive to where it restores from; the archive is not empty, so it "
                                + "refuses to start",
                        "give backup.barmanObjectStore another serverName or destinationPath, or the plugin another serverName"));
    }

    private static JsonNode recovery(JsonNode cluster) {
        return ClusterSpec.at(cluster, "bootstrap", "recovery");
    }

    private static JsonNode target(JsonNode cluster) {
        return recovery(cluster).path("recoveryTarget");
    }

    private static boolean has(JsonNode cluster, String field) {
        return !Look.text(target(cluster), field).isEmpty();
    }

    private static String time(JsonNode cluster) {
        return Look.text(target(cluster), "targetTime");
    }

    private static boolean hasOneOrigin(JsonNode recovery) {
        boolean backup = Look.has(recovery, "backup");
        boolean snapshots = Look.has(recovery, "volumeSnapshots");
        return (backup || snapshots || Look.has(recovery, "source")) && !(backup && snapshots);
    }

    private static boolean isVolume(JsonNode ref) {
        String group = Look.text(ref, "apiGroup");
        return Look.is(ref, "VolumeSnapshot", "kind")
                ? group.equals("snapshot.storage.k8s.io")
                : Look.is(ref, "PersistentVolumeClaim", "kind") && group.isEmpty();
    }

    private static long targets(JsonNode target) {
        return Stream.of("targetTime", "targetLSN", "targetXID", "targetName")
                        .filter(field -> !Look.text(target, field).isEmpty())
                        .count()
                + (Look.has(target, "targetImmediate") ? 1 : 0);
    }

    private static boolean isLsn(String text) {
        try {
            Lsn.of(text);
            return true;
        } catch (PgspanException e) {
            return false;
        }
    }

    private static boolean isXid(String text) {
        return NUMBER.matcher(text).matches() && Long.parseLong(text) <= XID_MAX;
    }

    private static boolean isPointName(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= NAME_BYTES_MAX
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean lacksBackup(JsonNode cluster) {
        return (has(cluster, "targetName") || has(cluster, "targetXID") || Look.has(target(cluster), "targetImmediate"))
                && !has(cluster, "backupID")
                && !ClusterSpec.has(cluster, "bootstrap", "recovery", "volumeSnapshots");
    }

    /** Whether the cluster archives to where an external cluster it restores from has its archive. */
    private static boolean isSameArchive(JsonNode cluster, String source) {
        JsonNode origin = ExternalLints.find(cluster, source);
        JsonNode from = origin.path("barmanObjectStore");
        JsonNode to = ClusterSpec.at(cluster, "backup", "barmanObjectStore");
        if (Json.isThere(from) && Json.isThere(to)) {
            return Look.text(from, "destinationPath").equals(Look.text(to, "destinationPath"))
                    && serverName(from, source).equals(serverName(to, ClusterSpec.name(cluster)));
        }
        JsonNode plugin = Look.at(origin, "plugin", "parameters");
        JsonNode own = archiver(cluster).path("parameters");
        return Json.isThere(plugin)
                && Json.isThere(own)
                && !Look.text(own, "barmanObjectName").isEmpty()
                && Look.text(plugin, "barmanObjectName").equals(Look.text(own, "barmanObjectName"))
                && serverName(plugin, source).equals(serverName(own, ClusterSpec.name(cluster)));
    }

    private static String serverName(JsonNode at, String otherwise) {
        String name = Look.text(at, "serverName");
        return name.isEmpty() ? otherwise : name;
    }

    private static JsonNode archiver(JsonNode cluster) {
        for (JsonNode plugin : ClusterSpec.at(cluster, "plugins")) {
            if (ClusterSpec.isEnabled(plugin) && Look.isTrue(plugin, "isWALArchiver")) {
                return plugin;
            }
        }
        return MissingNode.getInstance();
    }
}
