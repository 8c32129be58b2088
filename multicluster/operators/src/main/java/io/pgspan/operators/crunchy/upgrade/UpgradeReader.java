package io.pgspan.operators.crunchy.upgrade;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Severity;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.crunchy.release.ReleaseFields;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.Waivers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an upgrade with its status. Whatever the tree is, the answer is a reading, never an exception. */
public final class UpgradeReader {
    private static final List<String> OF_THE_SERVER =
            List.of("uid", "resourceVersion", "generation", "managedFields", "selfLink", "creationTimestamp");

    private final Cursor root;
    private final PgoVersion operator;

    private UpgradeReader(Cursor root, PgoVersion operator) {
        this.root = root;
        this.operator = operator;
    }

    /** Reads and judges an upgrade of which the cluster is not known. */
    public static UpgradeReading read(Manifest manifest, Waivers waivers, PgoVersion operator) {
        return read(manifest, waivers, operator, Optional.empty());
    }

    /** Reads an upgrade and judges it with its cluster. One that the operator has finished is not judged any more. */
    public static UpgradeReading read(
            Manifest manifest, Waivers waivers, PgoVersion operator, Optional<UpgradeFacts> cluster) {
        return new UpgradeReader(Cursor.of(manifest, Findings.of("crunchy")), operator).reading(waivers, cluster);
    }

    private UpgradeReading reading(Waivers waivers, Optional<UpgradeFacts> cluster) {
        Cursor metadata = root.object("metadata");
        OF_THE_SERVER.forEach(metadata::skip);
        UpgradeStatus status = status(root.object("status"));
        root.skip("status");
        PgUpgrade upgrade = upgrade(metadata, root.object("spec"));
        if (!status.isSucceeded()) {
            judge(upgrade, status, cluster, waivers);
        }
        Residue residue =
                new Residue(Map.of(PgUpgrade.KIND, root.leftovers(UpgradeFields.of(operator), waivers)), List.of());
        return new UpgradeReading(upgrade, status, residue, root.findings().all());
    }

    private PgUpgrade upgrade(Cursor metadata, Cursor spec) {
        return new PgUpgrade(
                metadata.text("namespace").orElse(""),
                metadata.requiredText("name", "name the upgrade").orElse(""),
                metadata.labels("labels"),
                metadata.labels("annotations"),
                spec.text("postgresClusterName").orElse(""),
                version(spec, "fromPostgresVersion"),
                version(spec, "toPostgresVersion"),
                spec.text("image").orElse(null),
                spec.choice("transferMethod", TransferMethod.WORDS).orElse(null),
                spec.integer("jobs").orElse(null));
    }

    private static int version(Cursor spec, String field) {
        if (!spec.has(field)) {
            spec.missing(field, "write a major version of PostgreSQL");
        }
        return spec.integer(field).orElse(0);
    }

    private static UpgradeStatus status(Cursor status) {
        List<UpgradeStatus.Condition> conditions = new ArrayList<>();
        for (Cursor condition : status.objects("conditions")) {
            conditions.add(new UpgradeStatus.Condition(
                    condition.text("type").orElse(""),
                    condition.text("status").orElse(""),
                    condition.text("reason").orElse("")));
        }
        return new UpgradeStatus(conditions);
    }

    private void judge(PgUpgrade upgrade, UpgradeStatus status, Optional<UpgradeFacts> cluster, Waivers waivers) {
        List<Lint> judged = new ArrayList<>();
        UpgradeRules.check(upgrade, operator).forEach(violation -> judged.add(Lint.of(Severity.ERROR, violation)));
        judged.addAll(UpgradeLints.of(upgrade));
        cluster.ifPresent(facts -> judged.addAll(UpgradeLints.of(upgrade, status, facts)));
        ReleaseFields.UPGRADE.newerThan(operator, root.manifest().tree()).forEach((path, since) -> {
            if (!path.toString().equals("spec")) {
                judged.add(Lint.of(
                        waivers.cover(path) ? Severity.WARNING : Severity.ERROR,
                        Violation.of(
                                "crunchy.field-since",
                                path.toString(),
                                "",
                                "operator " + operator + " does not have the field: the API server drops or refuses it",
                                "use operator " + since + " or a later one, or remove it")));
            }
        });
        root.findings().addJudged(root.manifest(), judged);
    }
}
