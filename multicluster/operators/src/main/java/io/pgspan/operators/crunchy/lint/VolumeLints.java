package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Claims, volumes and what their fields really do. */
final class VolumeLints {
    private static final int TRIGGER_MIN = 50;
    private static final int TRIGGER_MAX = 90;
    private static final int ADDITIONAL_MAX = 10;
    private static final Set<String> CONTAINERS = Set.of(
            "database",
            "replication-cert-copy",
            "pgbackrest",
            "pgbackrest-config",
            "collector",
            "exporter",
            "postgres-startup",
            "nss-wrapper-init");

    private VolumeLints() {}

    static List<CrunchyTrap> additional() {
        return only(
                o -> !o.additional().isEmpty(),
                refused(
                                "additional-volume",
                                o -> additional(o).stream()
                                        .filter(v -> v.at("claimName").is()
                                                == v.at("image").is())
                                        .toList(),
                                "an additional volume is either a claim or an image",
                                "write claimName or image, and one of them only")
                        .since("6.0"),
                refused(
                                "additional-volume-writable-image",
                                o -> additional(o).stream()
                                        .filter(v -> v.at("image").is())
                                        .map(v -> v.at("readOnly"))
                                        .filter(Spot::isFalse)
                                        .toList(),
                                "an image is always mounted for reading only",
                                "remove readOnly: false")
                        .since("6.0"),
                refused(
                                "additional-volume-count",
                                o -> o.additional().stream()
                                        .filter(list -> list.node().size() > ADDITIONAL_MAX)
                                        .toList(),
                                "at most 10 additional volumes are taken",
                                "put several things on one volume")
                        .since("6.0"),
                warning(
                                "additional-volume-nowhere",
                                o -> additional(o).stream()
                                        .map(v -> v.at("containers"))
                                        .filter(list -> list.node().isArray()
                                                && list.node().isEmpty())
                                        .toList(),
                                "an empty list mounts the volume nowhere",
                                "leave containers out to mount it everywhere")
                        .since("6.0"),
                warning(
                                "additional-volume-container",
                                VolumeLints::unknownContainers,
                                "the pod has no container of this name, so that the volume is not mounted there; only an event "
                                        + "says so",
                                "write database, the name of a container of yours, or leave containers out")
                        .since("6.0"));
    }

    static List<CrunchyTrap> claims() {
        return only(
                o -> !o.claims().isEmpty(),
                refused(
                        "claim-access-modes",
                        o -> o.claims().stream()
                                .map(claim -> claim.at("accessModes"))
                                .filter(modes -> modes.node().isEmpty())
                                .toList(),
                        "a claim must name an access mode",
                        "write accessModes: [ReadWriteOnce]"),
                warning(
                        "request-over-limit",
                        o -> o.claims().stream()
                                .filter(VolumeLints::isRequestOverLimit)
                                .map(claim -> claim.at("resources", "requests", "storage"))
                                .toList(),
                        "limits.storage is how far the operator lets the volume grow: the smaller one is what is asked for",
                        "raise the limit or leave it out"),
                info(
                                "storage-limit",
                                o -> o.claims().stream()
                                        .map(claim -> claim.at("resources", "limits", "storage"))
                                        .filter(Spot::is)
                                        .toList(),
                                "this is how far the operator grows the volume by itself; the claim itself has no limit",
                                "nothing, if that is meant")
                        .since("5.6"),
                warning(
                                "gate-auto-grow",
                                o -> o.claims().stream()
                                        .map(claim -> claim.at("resources", "limits", "storage"))
                                        .filter(Spot::is)
                                        .toList(),
                                "the volume grows only where the operator runs with the gate AutoGrowVolumes, which is off in "
                                        + "this release",
                                "set the gate, or use operator 6.0")
                        .since("5.6")
                        .before("6.0"),
                warning(
                                "auto-grow-without-limit",
                                o -> o.claims().stream()
                                        .filter(claim -> claim.at("resources", "limits", "storage")
                                                .isNone())
                                        .map(claim -> claim.at("autoGrow"))
                                        .filter(Spot::is)
                                        .toList(),
                                "without limits.storage no volume ever grows",
                                "write in limits.storage how far it may")
                        .since("6.0"),
                refused(
                                "auto-grow-trigger",
                                o -> o.claims().stream()
                                        .map(claim -> claim.at("autoGrow", "trigger"))
                                        .filter(t -> t.isBelow(TRIGGER_MIN) || t.isAbove(TRIGGER_MAX))
                                        .toList(),
                                "the share in use at which a volume grows is 50 to 90 percent",
                                "write 75")
                        .since("6.0"));
    }

    static List<CrunchyTrap> snapshots() {
        return only(
                o -> o.spec("backups", "snapshots").is(),
                warning(
                        "tablespaces-with-snapshots",
                        o -> o.spec("backups", "snapshots").isNone()
                                ? List.of()
                                : o.sets().stream()
                                        .map(set -> set.at("tablespaceVolumes"))
                                        .filter(t -> !t.items().isEmpty())
                                        .toList(),
                        "no snapshot is ever taken of a cluster with tablespace volumes; only an event says so",
                        "give up one of the two"),
                refused(
                                "snapshot-class",
                                o -> {
                                    Spot name = o.spec("backups", "snapshots", "volumeSnapshotClassName");
                                    return when(
                                            o.spec("backups", "snapshots").is()
                                                    && name.text().isEmpty(),
                                            name);
                                },
                                "the class of the snapshots must be named",
                                "name a VolumeSnapshotClass")
                        .since("5.7"));
    }

    private static boolean isRequestOverLimit(Spot claim) {
        Optional<Quantity> request = quantity(claim.at("resources", "requests", "storage"));
        Optional<Quantity> limit = quantity(claim.at("resources", "limits", "storage"));
        return request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0;
    }

    static Optional<Quantity> quantity(Spot spot) {
        try {
            return spot.word().isEmpty() ? Optional.empty() : Optional.of(Quantity.of(spot.word()));
        } catch (PgspanException notOne) {
            return Optional.empty();
        }
    }

    private static List<Spot> additional(Sight sight) {
        return sight.additional().stream()
                .flatMap(list -> list.items().stream())
                .toList();
    }

    private static List<Spot> unknownContainers(Sight sight) {
        List<Spot> found = new ArrayList<>();
        for (Spot set : sight.sets()) {
            List<String> own = set.at("containers").items().stream()
                    .map(container -> container.at("name").text())
                    .toList();
            for (Spot volume : set.at("volumes", "additional").items()) {
                for (Spot name : volume.at("containers").items()) {
                    if (!CONTAINERS.contains(name.text()) && !own.contains(name.text())) {
                        found.add(name);
                    }
                }
            }
        }
        return found;
    }
}
