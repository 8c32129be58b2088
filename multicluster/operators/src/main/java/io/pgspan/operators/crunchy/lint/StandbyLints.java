package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.List;
import java.util.stream.Stream;

/** Clusters that follow another one. */
final class StandbyLints {
    private StandbyLints() {}

    static List<CrunchyTrap> all() {
        return only(
                o -> o.spec("standby").is(),
                refused(
                        "standby-source",
                        o -> when(
                                o.isStandby()
                                        && o.spec("standby", "host").text().isEmpty()
                                        && o.spec("standby", "repoName").text().isEmpty(),
                                o.spec("standby")),
                        "a standby follows a repository or a host: with neither the operator stops at once, and only an event "
                                + "says so",
                        "write standby.repoName, standby.host or both"),
                refused(
                                "standby-repo-required",
                                o -> when(
                                        o.spec("standby").is()
                                                && o.spec("standby", "repoName").isNone(),
                                        o.spec("standby", "repoName")),
                                "before operator 5.2 a standby follows a repository only",
                                "write standby.repoName")
                        .before("5.2"),
                warning(
                        "standby-repo",
                        o -> when(
                                o.spec("standby", "repoName").is()
                                        && o.repo(o.spec("standby", "repoName").text())
                                                .isEmpty(),
                                o.spec("standby", "repoName")),
                        "the cluster has no such repository: there is nothing to follow",
                        "name one of backups.pgbackrest.repos"),
                warning(
                        "standby-volume-repo",
                        o -> when(
                                o.isStandby()
                                        && o.repo(o.spec("standby", "repoName").text())
                                                .filter(Sight::isVolume)
                                                .isPresent(),
                                o.spec("standby", "repoName")),
                        "nobody else writes to a volume of this cluster: it stays empty, and there is nothing to follow",
                        "share a repository in an object store with the primary cluster"),
                info(
                        "standby-by-default",
                        o -> when(
                                o.spec("standby").is()
                                        && o.spec("standby", "enabled").isNone(),
                                o.spec("standby", "enabled")),
                        "the section alone makes the cluster a read-only one",
                        "write enabled: true to say so"),
                warning(
                        "standby-tls",
                        o -> when(
                                o.isStandby()
                                        && o.spec("standby", "host").is()
                                        && (o.spec("customTLSSecret").isNone()
                                                || o.spec("customReplicationTLSSecret")
                                                        .isNone()),
                                o.spec("standby", "host")),
                        "each namespace has a CA of its own: without certificates of a common one the primary refuses the "
                                + "standby",
                        "write customTLSSecret and customReplicationTLSSecret in both clusters"),
                info(
                        "standby-read-only",
                        o -> o.isStandby()
                                ? Stream.of(
                                                o.spec("users"),
                                                o.spec("databaseInitSQL"),
                                                o.pooler(),
                                                o.spec("monitoring"))
                                        .filter(Spot::is)
                                        .toList()
                                : List.of(),
                        "nothing is written to a standby: users, databases and what pooler and exporter need come with the "
                                + "primary's data, and the passwords in the Secrets here don't fit",
                        "copy the Secrets of the users from the primary cluster"),
                info(
                        "standby-schedules",
                        o -> o.isStandby()
                                ? o.repos().stream()
                                        .filter(ScheduleLints::hasSchedule)
                                        .map(repo -> repo.at("schedules"))
                                        .toList()
                                : List.of(),
                        "a standby makes no backups: its schedules are suspended until it is promoted",
                        "nothing, if that is meant"),
                warning(
                        "standby-shutdown",
                        o -> when(o.isStandby() && o.spec("shutdown").isTrue(), o.spec("shutdown")),
                        "a standby that is shut down falls behind; once the WAL it needs has expired it must be made anew",
                        "shut down the primary cluster instead, or let the standby run"),
                warning(
                        "standby-port",
                        o -> when(
                                o.spec("standby", "port").is()
                                        && o.spec("standby", "host").isNone(),
                                o.spec("standby", "port")),
                        "without a host the port is ignored",
                        "write standby.host, or remove it"),
                info(
                        "standby-promoted",
                        o -> when(o.spec("standby", "enabled").isFalse(), o.spec("standby", "enabled")),
                        "the cluster is, or becomes at once, one that is written to: while the other one runs there are two "
                                + "primaries, and their WAL spoils a repository they share",
                        "stop the other cluster first, and remove the section afterwards"));
    }
}
