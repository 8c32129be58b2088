package io.pgspan.operators.crunchy.upgrade;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.crunchy.release.PgoVersion;
import java.util.ArrayList;
import java.util.List;

/** What the schema, its rules and the operator refuse of an upgrade by itself. Every rule is checked; none stops another. */
public final class UpgradeRules {
    private static final PgoVersion FIRST = new PgoVersion(5, 3, 0);

    private UpgradeRules() {}

    /** Everything wrong with an upgrade that this release is to carry out. */
    public static List<Violation> check(PgUpgrade upgrade, PgoVersion operator) {
        List<Violation> found = new ArrayList<>();
        if (!operator.isAtLeast(FIRST)) {
            found.add(Violation.of(
                    "crunchy.upgrade.kind-since",
                    "kind",
                    PgUpgrade.KIND,
                    "operator " + operator + " has no such kind",
                    "use operator " + FIRST + " or a later one"));
        }
        if (upgrade.cluster().isEmpty()) {
            found.add(Violation.of(
                    "crunchy.upgrade.cluster",
                    "spec.postgresClusterName",
                    "",
                    "the cluster must be named",
                    "name a PostgresCluster of the same namespace"));
        }
        version(found, "spec.fromPostgresVersion", upgrade.from(), operator);
        version(found, "spec.toPostgresVersion", upgrade.to(), operator);
        if (upgrade.from() >= upgrade.to()) {
            found.add(Violation.of(
                    "crunchy.upgrade.order",
                    "spec.toPostgresVersion",
                    String.valueOf(upgrade.to()),
                    "it must be later than fromPostgresVersion, " + upgrade.from(),
                    "write a later version"));
        }
        upgrade.transferMethod()
                .filter(method -> upgrade.to() < method.since())
                .ifPresent(method -> found.add(Violation.of(
                        "crunchy.upgrade.transfer",
                        "spec.transferMethod",
                        method.word(),
                        "pg_upgrade can do so from PostgreSQL " + method.since() + " on",
                        "write Copy or Link")));
        if (upgrade.jobs() != null && upgrade.jobs() < 0) {
            found.add(Violation.of(
                    "crunchy.upgrade.jobs",
                    "spec.jobs",
                    String.valueOf(upgrade.jobs()),
                    "it must not be below 0",
                    "write 0 for as many as the processors allow"));
        }
        return List.copyOf(found);
    }

    private static void version(List<Violation> found, String path, int version, PgoVersion operator) {
        if (version < operator.oldestPostgres() || version > operator.newestPostgres()) {
            found.add(Violation.of(
                    "crunchy.upgrade.version",
                    path,
                    String.valueOf(version),
                    "operator " + operator + " knows " + operator.oldestPostgres() + " to " + operator.newestPostgres(),
                    "write one of these"));
        }
    }
}
