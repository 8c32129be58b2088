package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.List;

/** Fields that do nothing unless the operator itself was started with a gate open. */
final class GateLints {
    private static final String OPEN =
            "start the operator with PGO_FEATURE_GATES that opens it, or leave the field out";

    private GateLints() {}

    static List<CrunchyTrap> all() {
        return List.of(
                warning(
                        "gate-tablespaces",
                        o -> o.sets().stream()
                                .map(set -> set.at("tablespaceVolumes"))
                                .filter(volumes -> !volumes.items().isEmpty())
                                .toList(),
                        "no such volume is made while the gate TablespaceVolumes is shut, which is the default",
                        OPEN),
                warning(
                                "gate-instance-sidecars",
                                o -> o.sets().stream()
                                        .map(set -> set.at("containers"))
                                        .filter(containers ->
                                                !containers.items().isEmpty())
                                        .toList(),
                                "the containers are left out while the gate InstanceSidecars is shut, which is the default of "
                                        + "this release",
                                OPEN)
                        .before("5.8"),
                warning(
                        "gate-pooler-sidecars",
                        o -> when(!o.pooler("containers").items().isEmpty(), o.pooler("containers")),
                        "the containers are left out while the gate PGBouncerSidecars is shut, which is the default",
                        OPEN),
                warning(
                        "gate-snapshots",
                        o -> when(o.spec("backups", "snapshots").is(), o.spec("backups", "snapshots")),
                        "no snapshot is taken while the gate VolumeSnapshots is shut, which is the default",
                        OPEN),
                warning(
                        "gate-instrumentation",
                        o -> when(o.spec("instrumentation").is(), o.spec("instrumentation")),
                        "no collector runs while the gates OpenTelemetryLogs and OpenTelemetryMetrics are shut, which is the "
                                + "default",
                        OPEN));
    }
}
