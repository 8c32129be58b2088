package io.pgspan.operators.crunchy.upgrade;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is accepted of an upgrade, but waits for something, or takes a way back. */
public final class UpgradeLints {
    private UpgradeLints() {}

    /** The traps of an upgrade by itself. */
    public static List<Lint> of(PgUpgrade upgrade) {
        List<Lint> found = new ArrayList<>();
        if (upgrade.effectiveTransfer() == TransferMethod.LINK) {
            found.add(lint(
                    Severity.INFO,
                    "link",
                    "spec.transferMethod",
                    upgrade.transfer() == null ? "" : upgrade.transfer().word(),
                    "old and new data share their files: once the new version has started there is no way back but a backup",
                    "take a full backup before, or write Copy, or Clone where the file system can"));
        }
        found.add(lint(
                Severity.INFO,
                "afterwards",
                "spec.toPostgresVersion",
                String.valueOf(upgrade.to()),
                "the new data has no statistics, and the primary keeps its old directory",
                "analyze every database, and remove the old directory when all is well"));
        return List.copyOf(found);
    }

    /** What the cluster says to it, with what the operator would wait for first. */
    public static List<Lint> of(PgUpgrade upgrade, UpgradeStatus status, UpgradeFacts facts) {
        List<Lint> found = new ArrayList<>();
        UpgradeReason reason = UpgradeDecision.of(upgrade, status, Optional.of(facts));
        switch (reason) {
            case RESOLVED, INVALID_FOR_CLUSTER ->
                found.add(waits(reason, "cluster-version", "spec.fromPostgresVersion", facts.wantedVersion()));
            case NOT_SHUT_DOWN -> found.add(waits(reason, "not-shut-down", "spec.postgresClusterName", ""));
            case PRIMARY_UNKNOWN -> found.add(waits(reason, "primary-unknown", "spec.postgresClusterName", ""));
            case NOT_ALLOWED -> found.add(waits(reason, "not-allowed", "metadata.name", facts.allowed()));
            case FAILED -> found.add(waits(reason, "failed", "metadata.name", upgrade.name()));
            default -> {}
        }
        if (reason == UpgradeReason.NOT_SHUT_DOWN && !facts.allowed().equals(upgrade.name())) {
            found.add(waits(UpgradeReason.NOT_ALLOWED, "not-allowed", "metadata.name", facts.allowed()));
        }
        if (facts.postGis()) {
            found.add(lint(
                    Severity.WARNING,
                    "postgis",
                    "spec.toPostgresVersion",
                    String.valueOf(upgrade.to()),
                    "the cluster has PostGIS, which is not upgraded across major versions in this way",
                    "restore a dump into a new cluster"));
        }
        if (!facts.backups()) {
            found.add(lint(
                    Severity.WARNING,
                    "no-backup",
                    "spec.postgresClusterName",
                    upgrade.cluster(),
                    "the cluster has no backups: a failed upgrade may cost the data",
                    "copy the volumes, or give the cluster a repository, before"));
        }
        if (facts.standby()) {
            found.add(lint(
                    Severity.WARNING,
                    "standby",
                    "spec.postgresClusterName",
                    upgrade.cluster(),
                    "the cluster follows another one, whose data keeps its version",
                    "upgrade the primary cluster, and make the standby anew"));
        }
        return List.copyOf(found);
    }

    private static Lint waits(UpgradeReason reason, String id, String path, Object value) {
        return lint(
                Severity.WARNING,
                id,
                path,
                value.toString(),
                "nothing happens: the operator stops with " + reason.word(),
                reason.next());
    }

    private static Lint lint(Severity severity, String id, String path, String value, String happens, String instead) {
        return Lint.of(severity, Violation.of("crunchy.upgrade." + id, path, value, happens, instead));
    }
}
