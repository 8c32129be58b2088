package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What becomes of the cluster as a whole, and names the operator reads nothing from. */
final class LifeLints {
    private static final Set<String> ANNOTATIONS = Set.of(
            "pgbackrest-backup",
            "pgbackrest-restore",
            "trigger-switchover",
            "autoCreateUserSchema",
            "authorizeBackupRemoval",
            "allow-upgrade",
            "pgbackrest-ip-version",
            "pgbackrest-cloud-log-volume",
            "postgres-exporter-collectors");
    private static final int SUPPORT_ENDED_MAJOR = 13;
    private static final String TRUE = "true";

    private LifeLints() {}

    static List<CrunchyTrap> all() {
        return List.of(
                info(
                        "deletion",
                        o -> when(
                                o.sets().stream()
                                                .anyMatch(set -> set.at("dataVolumeClaimSpec")
                                                        .is())
                                        && !RepoLints.dieWithCluster(o),
                                o.root().at("kind")),
                        "whoever deletes the object deletes the data: no field says otherwise",
                        "set the reclaim policy of the volumes to Retain for data you want to keep"),
                warning(
                        "paused",
                        o -> when(o.spec("paused").isTrue(), o.spec("paused")),
                        "nothing that is changed is carried out, no status is told and no certificate renewed; failover and "
                                + "deletion go on",
                        "write paused: false when the work is done"),
                info(
                        "shutdown",
                        o -> when(o.spec("shutdown").isTrue() && !o.isStandby(), o.spec("shutdown")),
                        "no instance runs and schedules are suspended; volumes stay, and the instance that was primary starts "
                                + "first",
                        "write shutdown: false to start it"),
                info(
                        "version-ended",
                        o -> when(
                                o.spec("postgresVersion").is()
                                        && !o.spec("postgresVersion").isAbove(SUPPORT_ENDED_MAJOR),
                                o.spec("postgresVersion")),
                        "PostgreSQL's community ended its support in November 2025 at the latest; the operator says so in an event",
                        "upgrade with a PGUpgrade"),
                refused(
                        "supplemental-group",
                        o -> o.spec("supplementalGroups").items().stream()
                                .filter(group -> group.isBelow(1))
                                .toList(),
                        "the group of root is not given to the pods",
                        "write a number from 1 on"),
                warning(
                        "backup-removal-authorized",
                        o -> when(
                                o.annotation("authorizeBackupRemoval").is(TRUE)
                                        && o.spec("backups").is(),
                                o.annotation("authorizeBackupRemoval")),
                        "whoever takes spec.backups out now deletes every repository's volume at once, without being stopped",
                        "remove the annotation until that is wanted"),
                warning(
                        "annotation-value",
                        o -> Stream.of(
                                        other(o, "authorizeBackupRemoval", TRUE, false),
                                        other(o, "autoCreateUserSchema", TRUE, true),
                                        other(o, "pgbackrest-ip-version", "IPv6", true),
                                        other(o, "postgres-exporter-collectors", "None", true))
                                .flatMap(List::stream)
                                .toList(),
                        "the operator knows one value only and ignores this one",
                        "write \"true\"; of pgbackrest-ip-version IPv6, of postgres-exporter-collectors None; or remove it"),
                warning(
                        "annotation-unknown",
                        o -> o.root().at("metadata", "annotations").fields().stream()
                                .filter(a -> a.name().startsWith(Sight.PREFIX)
                                        && !ANNOTATIONS.contains(a.name().substring(Sight.PREFIX.length())))
                                .toList(),
                        "the operator reads no such annotation of a cluster",
                        "correct the name, or remove it"),
                warning(
                        "annotation-on-pods",
                        o -> o.spec("metadata", "annotations").fields().stream()
                                .filter(a -> a.name().startsWith(Sight.PREFIX)
                                        && ANNOTATIONS.contains(a.name().substring(Sight.PREFIX.length())))
                                .toList(),
                        "here it goes to the pods, where nobody reads it",
                        "write it in the object's own metadata.annotations"),
                warning(
                        "label-ignored",
                        o -> metadata(o).stream()
                                .flatMap(of -> of.at("labels").fields().stream())
                                .filter(label -> label.name().startsWith(Sight.PREFIX))
                                .toList(),
                        "labels of this prefix are the operator's own: it writes over them",
                        "use a name of your own"),
                warning(
                        "cloud-log-volume",
                        o -> when(
                                o.annotation("pgbackrest-cloud-log-volume").is()
                                        && o.backrest("jobs", "volumes", "additional").items().stream()
                                                .anyMatch(v -> v.at("name")
                                                        .is(o.annotation("pgbackrest-cloud-log-volume")
                                                                .text())),
                                o.annotation("pgbackrest-cloud-log-volume")),
                        "an additional volume of the jobs has the same name: the volume is not mounted twice, and only an event "
                                + "says so",
                        "keep one of them"));
    }

    private static List<Spot> other(Sight sight, String name, String value, boolean anyCase) {
        Spot annotation = sight.annotation(name);
        boolean same = anyCase ? annotation.text().equalsIgnoreCase(value) : annotation.is(value);
        return when(annotation.is() && !same, annotation);
    }

    /** The labels and annotations that the operator puts on what it makes. */
    private static List<Spot> metadata(Sight sight) {
        List<Spot> all = new ArrayList<>();
        all.add(sight.spec("metadata"));
        sight.sets().forEach(set -> all.add(set.at("metadata")));
        all.add(sight.backrest("metadata"));
        all.add(sight.pooler("metadata"));
        sight.services().forEach(service -> all.add(service.at("metadata")));
        all.add(sight.spec("userInterface", "pgAdmin", "metadata"));
        return all;
    }
}
