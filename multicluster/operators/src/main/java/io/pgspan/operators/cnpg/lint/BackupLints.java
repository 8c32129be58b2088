package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.infoBeside;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warningBeside;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;
import java.util.regex.Pattern;

/** Backups of a {@code Cluster}: where the log is archived, and what makes base backups. */
final class BackupLints {
    static final String BARMAN_PLUGIN = "barman-cloud.cloudnative-pg.io";

    private static final String PLUGINS = "spec.plugins";
    private static final String IN_TREE = "spec.backup.barmanObjectStore";
    private static final Pattern RETENTION = Pattern.compile("[1-9][0-9]*[dwm]");

    private BackupLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                infoBeside(
                        "no-backup",
                        "spec.backup",
                        (o, around) -> !ClusterSpec.hasBackupPlan(o)
                                && !ClusterSpec.hasPlugin(o)
                                && around.satellites("ScheduledBackup", o).isEmpty(),
                        "nothing is backed up and no log is archived",
                        "add the plugin as WAL archiver with an ObjectStore, and a ScheduledBackup"),
                warningBeside(
                        "no-scheduled-backup",
                        "spec.backup",
                        (o, around) -> ClusterSpec.hasBackupPlan(o)
                                && around.satellites("ScheduledBackup", o).isEmpty(),
                        "no base backup is ever made: with the archived log alone nothing can be restored, to no "
                                + "point in time",
                        "add a ScheduledBackup that names this cluster"),
                warning(
                        "in-tree-store",
                        IN_TREE,
                        ClusterSpec::hasInTreeStore,
                        "this form is deprecated and goes away with release 1.31",
                        "move it to an ObjectStore and name that in plugins"),
                refused(
                        "retention-format",
                        "spec.backup.retentionPolicy",
                        o -> isWrongRetention(ClusterSpec.at(o, "backup")),
                        "it is no number of days, weeks or months",
                        "write for example 30d, 4w or 3m"),
                warning(
                        "retention-without-store",
                        "spec.backup.retentionPolicy",
                        o -> ClusterSpec.has(o, "backup", "retentionPolicy") && !ClusterSpec.hasInTreeStore(o),
                        "it is read with barmanObjectStore only: nothing is deleted",
                        "write retentionPolicy in the ObjectStore"),
                refused(
                        "store-credentials",
                        IN_TREE,
                        Places.among(List.of(IN_TREE), StoreCredentials::isWrong),
                        StoreCredentials.HAPPENS,
                        StoreCredentials.INSTEAD),
                warning(
                        "external-store-credentials",
                        "spec.externalClusters",
                        Places.items(
                                "spec.externalClusters",
                                "barmanObjectStore",
                                e -> StoreCredentials.isWrong(e.path("barmanObjectStore"))),
                        StoreCredentials.HAPPENS,
                        StoreCredentials.INSTEAD),
                warning(
                        "snapshot-without-archive",
                        "spec.backup.volumeSnapshot",
                        o -> ClusterSpec.has(o, "backup", "volumeSnapshot") && !ClusterSpec.hasArchive(o),
                        "a snapshot of a running server needs the log of its time, and any later point in time the "
                                + "log since: neither "
                                + "is archived",
                        "archive the log: the plugin with isWALArchiver: true"),
                warning(
                        "snapshots-die-with-cluster",
                        "spec.backup.volumeSnapshot.snapshotOwnerReference",
                        o -> Look.is(o, "cluster", "spec", "backup", "volumeSnapshot", "snapshotOwnerReference"),
                        "deleting the cluster deletes its snapshots with it",
                        "write none, or backup"),
                warning(
                        "archiving-skipped",
                        "metadata.annotations",
                        Places.among(
                                List.of("metadata.annotations[\"cnpg.io/skipWalArchiving\"]"),
                                value -> value.asText("").equals("enabled")),
                        "no log is archived, whatever is written below: there is no restoring to a point in time",
                        "remove the annotation once it has served"),
                refused(
                        "two-archivers",
                        PLUGINS,
                        o -> ClusterSpec.archivers(o) > 1
                                || (ClusterSpec.archivers(o) > 0 && ClusterSpec.hasInTreeStore(o)),
                        "the log can be archived to one place only",
                        "keep one plugin with isWALArchiver, and no barmanObjectStore beside it"),
                warning(
                        "plugin-archives-nothing",
                        PLUGINS,
                        Places.items(
                                PLUGINS,
                                "isWALArchiver",
                                p -> isBarman(p) && ClusterSpec.isEnabled(p) && !Look.isTrue(p, "isWALArchiver")),
                        "the plugin makes backups, but archives no log: they can't be restored to a later point in "
                                + "time",
                        "write isWALArchiver: true"),
                warning(
                        "plugin-without-store",
                        PLUGINS,
                        Places.items(
                                PLUGINS,
                                "parameters",
                                p -> isBarman(p)
                                        && Look.text(p, "parameters", "barmanObjectName")
                                                .isEmpty()),
                        "the plugin is told no ObjectStore",
                        "write parameters.barmanObjectName"));
    }

    static boolean isBarman(JsonNode plugin) {
        return Look.is(plugin, BARMAN_PLUGIN, "name");
    }

    /** Whether what is kept is said in a way nobody reads. */
    static boolean isWrongRetention(JsonNode parent) {
        String policy = Look.text(parent, "retentionPolicy");
        return !policy.isEmpty() && !RETENTION.matcher(policy).matches();
    }
}
