package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warningBeside;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.text.CronWithSeconds;
import io.pgspan.operators.lint.Look;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code ScheduledBackup} and {@code Backup}. */
final class ScheduleLints {
    private static final String SCHEDULE = "spec.schedule";
    private static final String METHOD = "spec.method";
    private static final String PLUGIN = "plugin";
    private static final String SNAPSHOT = "volumeSnapshot";
    private static final String IN_TREE = "barmanObjectStore";
    private static final int FIELDS = 5;
    private static final Pattern MINUTES = Pattern.compile("\\d{1,9}");
    private static final String DEADLINE = "cnpg.io/volumeSnapshotDeadline";

    /** Any moment: whether a schedule ever comes due does not depend on it. */
    private static final ZonedDateTime SOME_DAY = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private ScheduleLints() {}

    /** Traps of a {@code ScheduledBackup}. */
    static List<CnpgTrap> scheduled() {
        return Stream.concat(
                        Stream.of(
                                warning(
                                        "cron-five-fields",
                                        SCHEDULE,
                                        o -> fields(o) == FIELDS,
                                        "the first of the fields is the second here: five are read as second to "
                                                + "month, and a nightly "
                                                + "backup runs every hour",
                                        "put a 0 before them"),
                                warning(
                                        "schedule-never",
                                        SCHEDULE,
                                        o -> isNever(text(o)),
                                        "there is no such day: no backup is ever made",
                                        "correct the day of the month"),
                                warning(
                                        "schedule-every-second",
                                        SCHEDULE,
                                        o -> fields(o) >= FIELDS
                                                && text(o).strip().startsWith("*"),
                                        "the first field is the second: each due minute asks for a backup in every "
                                                + "second of it",
                                        "write 0 as the first field"),
                                warning(
                                        "schedule-suspended",
                                        "spec.suspend",
                                        o -> Look.isTrue(o, "spec", "suspend"),
                                        "no backup is made meanwhile",
                                        "remove it once backups are wanted again"),
                                info(
                                        "backups-owned",
                                        "spec.backupOwnerReference",
                                        o -> Look.is(o, "self", "spec", "backupOwnerReference")
                                                || Look.is(o, "cluster", "spec", "backupOwnerReference"),
                                        "deleting the owner deletes the Backup objects, and snapshots that belong to "
                                                + "them; what is in an "
                                                + "object store stays",
                                        "write none to keep them"),
                                warning(
                                        "snapshots-pile-up",
                                        METHOD,
                                        o -> isMethod(o, SNAPSHOT),
                                        "nothing deletes old snapshots: retention is for object stores only",
                                        "delete Backup objects by a job of your own, with snapshotOwnerReference: backup")),
                        both().stream())
                .toList();
    }

    /** Traps of a {@code Backup}. */
    static List<CnpgTrap> single() {
        return Stream.concat(
                        Stream.of(info(
                                "backup-is-an-event",
                                "spec.cluster",
                                o -> true,
                                "it is one backup at the time the object is created; applied again, it does nothing",
                                "use a ScheduledBackup for backups that come again")),
                        both().stream())
                .toList();
    }

    private static List<CnpgTrap> both() {
        return List.of(
                refused(
                        "plugin-unnamed",
                        "spec.pluginConfiguration.name",
                        o -> isMethod(o, PLUGIN)
                                && Look.text(o, "spec", "pluginConfiguration", "name")
                                        .isEmpty(),
                        "which plugin makes the backup is not said",
                        "write pluginConfiguration.name, for example " + BackupLints.BARMAN_PLUGIN),
                warning(
                        "plugin-configuration-ignored",
                        "spec.pluginConfiguration",
                        o -> Look.has(o, "spec", "pluginConfiguration") && !isMethod(o, PLUGIN),
                        "it is read with method: plugin only, which is not the default",
                        "write method: plugin"),
                refused(
                        "online-without-snapshot",
                        "spec.online",
                        o -> isMethod(o, IN_TREE)
                                && (Look.has(o, "spec", "online") || Look.has(o, "spec", "onlineConfiguration")),
                        "online and onlineConfiguration are for volume snapshots only",
                        "remove them, or write method: volumeSnapshot"),
                warningBeside(
                        "method-not-plugin",
                        METHOD,
                        (o, around) -> isMethod(o, IN_TREE)
                                && isFound(around.cluster(o))
                                && !ClusterSpec.hasInTreeStore(around.cluster(o))
                                && ClusterSpec.hasPlugin(around.cluster(o)),
                        "the default method asks for backup.barmanObjectStore, but this cluster backs up through its "
                                + "plugin: each "
                                + "backup fails",
                        "write method: plugin with pluginConfiguration"),
                warningBeside(
                        "method-without-store",
                        METHOD,
                        (o, around) -> isFound(around.cluster(o)) && lacksMeans(o, around.cluster(o)),
                        "the cluster has nothing to back up with in this way: each backup fails",
                        "write the cluster's backup.barmanObjectStore, backup.volumeSnapshot or the plugin"),
                warning(
                        "snapshot-deadline",
                        "metadata.annotations",
                        Places.among(
                                List.of("metadata.annotations[\"" + DEADLINE + "\"]"),
                                v -> Json.isThere(v)
                                        && !MINUTES.matcher(v.asText("")).matches()),
                        "the deadline is a whole number of minutes; anything else is read as 10",
                        "write for example \"30\""),
                warning(
                        "snapshot-deadline-name",
                        "metadata.annotations",
                        Places.among(
                                List.of(
                                        "metadata.annotations[\"backup.cnpg.io/volumeSnapshotDeadline\"]",
                                        "metadata.annotations[\"backup.cnpg.io/volume-snapshot-deadline\"]"),
                                Json::isThere),
                        "the operator reads another key",
                        "write " + DEADLINE));
    }

    private static boolean isMethod(JsonNode backup, String method) {
        String said = Look.text(backup, "spec", "method");
        return (said.isEmpty() ? IN_TREE : said).equals(method);
    }

    private static boolean isFound(JsonNode cluster) {
        return cluster.isObject();
    }

    private static boolean lacksMeans(JsonNode backup, JsonNode cluster) {
        return (isMethod(backup, IN_TREE) && !ClusterSpec.hasInTreeStore(cluster) && !ClusterSpec.hasPlugin(cluster))
                || (isMethod(backup, SNAPSHOT) && !ClusterSpec.has(cluster, "backup", SNAPSHOT))
                || (isMethod(backup, PLUGIN) && !ClusterSpec.hasPlugin(cluster));
    }

    private static String text(JsonNode scheduled) {
        return Look.text(scheduled, "spec", "schedule");
    }

    private static int fields(JsonNode scheduled) {
        String text = text(scheduled).strip();
        return text.isEmpty() || text.startsWith("@") ? 0 : text.split("\\s+", -1).length;
    }

    private static boolean isNever(String schedule) {
        try {
            return CronWithSeconds.of(schedule).next(SOME_DAY).isEmpty();
        } catch (PgspanException e) {
            return false;
        }
    }
}
