package io.pgspan.operators.crunchy.lint;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.crunchy.release.ReleaseFields;
import io.pgspan.operators.crunchy.upgrade.PgUpgrade;
import io.pgspan.operators.crunchy.upgrade.UpgradeFacts;
import io.pgspan.operators.crunchy.upgrade.UpgradeReader;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.Waivers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All traps of the operator's objects. They judge an object as it stands, so that they don't depend on what of it is read. Cost: one
 * look-up a trap that is about a part the object hasn't, a few look-ups in small lists for each other one, and one walk over the object for
 * the fields of its release, none for the newest; so it grows with the object, and most of it with the parts that are said.
 */
public final class CrunchyLints {
    private static final String DIALECT = "crunchy.";

    private static final List<CrunchyTrap> CLUSTER = Stream.of(
                    ReleaseLints.all(),
                    LifeLints.all(),
                    InstanceLints.all(),
                    VolumeLints.claims(),
                    VolumeLints.additional(),
                    VolumeLints.snapshots(),
                    PlacementLints.all(),
                    GateLints.all(),
                    RepoLints.none(),
                    RepoLints.all(),
                    GlobalLints.all(),
                    ScheduleLints.all(),
                    RestoreLints.all(),
                    RestoreLints.annotations(),
                    RestoreLints.options(),
                    DataSourceLints.all(),
                    StandbyLints.all(),
                    PatroniLints.all(),
                    PatroniLints.annotation(),
                    ParameterLints.checked(),
                    ParameterLints.dynamic(),
                    ParameterLints.either(),
                    LogLints.directory(),
                    LogLints.checked(),
                    LogLints.backups(),
                    LogLints.pooler(),
                    HbaLints.rules(),
                    HbaLints.lines(),
                    UserLints.all(),
                    UserLints.list(),
                    AccessLints.all(),
                    PoolerLints.all(),
                    MonitoringLints.exporter(),
                    MonitoringLints.collector())
            .flatMap(List::stream)
            .toList();

    private static final List<CrunchyTrap> ADMIN = AdminLints.all();

    private CrunchyLints() {}

    /** Adds what one {@code PostgresCluster} falls into, each with its place; nothing is waived. */
    public static void judge(Cursor cluster, PgoVersion operator) {
        judge(cluster, operator, Waivers.of(List.of()));
    }

    /** The same, where fields that the release doesn't have may be waived: they are then only warnings. */
    public static void judge(Cursor cluster, PgoVersion operator, Waivers waivers) {
        Manifest manifest = cluster.manifest();
        Findings findings = cluster.findings();
        List<Lint> found = found(CLUSTER, new Sight(manifest.tree(), operator));
        found.addAll(newer(ReleaseFields.CLUSTER, manifest, operator, waivers));
        findings.addJudged(manifest, found);
    }

    private static List<Lint> newer(ReleaseFields fields, Manifest manifest, PgoVersion operator, Waivers waivers) {
        List<Lint> found = new ArrayList<>();
        fields.newerThan(operator, manifest.tree())
                .forEach((path, since) -> found.add(Lint.of(
                        waivers.cover(path) ? Severity.WARNING : Severity.ERROR,
                        Violation.of(
                                DIALECT + "field-since",
                                path.toString(),
                                "",
                                "operator " + operator + " does not have the field: the API server drops or refuses it",
                                "use operator " + since + " or a later one, or remove it"))));
        return found;
    }

    /**
     * Adds what only several objects together fall into, and the traps of the objects that are no clusters: {@code PGUpgrade},
     * {@code PGAdmin}, Secrets and ConfigMaps of a cluster.
     */
    public static void judgeOthers(ManifestSet set, Findings findings, PgoVersion operator) {
        judgeOthers(set, findings, operator, Waivers.of(List.of()));
    }

    /** The same, where fields that the release doesn't have may be waived. */
    public static void judgeOthers(ManifestSet set, Findings findings, PgoVersion operator, Waivers waivers) {
        SetLints together = new SetLints(set, findings, operator);
        together.judge();
        for (Manifest manifest : set.manifests()) {
            boolean ours = manifest.apiVersion().startsWith(Sight.PREFIX)
                    && manifest.tree().hasNonNull("spec");
            if (ours && manifest.kind().equals(PgUpgrade.KIND)) {
                UpgradeReader.read(manifest, waivers, operator, cluster(together.clusters(), manifest))
                        .lint()
                        .forEach(findings::add);
            } else if (ours && manifest.kind().equals("PGAdmin")) {
                List<Lint> found = found(ADMIN, new Sight(manifest.tree(), operator));
                if (operator.isAtLeast(5, 5)) {
                    found.addAll(newer(ReleaseFields.ADMIN, manifest, operator, waivers));
                }
                findings.addJudged(manifest, found);
            }
        }
    }

    private static Optional<UpgradeFacts> cluster(List<Manifest> clusters, Manifest upgrade) {
        String name = upgrade.tree().path("spec").path("postgresClusterName").asText();
        return clusters.stream()
                .filter(cluster -> cluster.name().equals(name)
                        && cluster.namespace().equals(upgrade.namespace())
                        && cluster.tree().path("spec").has("instances"))
                .findFirst()
                .map(cluster -> UpgradeFacts.of(cluster.tree()));
    }

    /** Every trap of a {@code PGAdmin}. */
    static List<CrunchyTrap> ofAdmin() {
        return ADMIN;
    }

    /** Every trap of a cluster, by theme; ids are unique. */
    static List<CrunchyTrap> ofCluster() {
        return CLUSTER;
    }

    /** A value that may hold a password is not told on. */
    private static String shown(Spot spot) {
        String text = spot.word();
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("passw") || lower.contains("secret") ? "" : text;
    }

    static List<Lint> found(List<CrunchyTrap> traps, Sight sight) {
        List<Lint> found = new ArrayList<>();
        for (CrunchyTrap trap : traps) {
            for (Spot spot : trap.find(sight)) {
                found.add(Lint.of(
                        trap.severity(),
                        Violation.of(
                                DIALECT + trap.id(),
                                spot.path().toString(),
                                shown(spot),
                                trap.happens(),
                                trap.instead())));
            }
        }
        return found;
    }
}
